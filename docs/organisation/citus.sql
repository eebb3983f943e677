-- More than one machine: after `keyturn registry migrate` on the coordinator of a Citus cluster, as the owner of the tables. Every key begins with the
-- snapshot (one repository at one commit), so all rows of one lie on one node, and publishing stays a transaction of one node.
SELECT create_distributed_table('keyturn.snapshot', 'snapshot');
SELECT create_distributed_table('keyturn.publication', 'snapshot', colocate_with => 'keyturn.snapshot');
SELECT create_distributed_table('keyturn.credential', 'snapshot', colocate_with => 'keyturn.snapshot');
SELECT create_distributed_table('keyturn.carrier', 'snapshot', colocate_with => 'keyturn.snapshot');
SELECT create_distributed_table('keyturn.consumer', 'snapshot', colocate_with => 'keyturn.snapshot');
SELECT create_distributed_table('keyturn.path', 'snapshot', colocate_with => 'keyturn.snapshot');
