/**
 * `npm start`: installs and builds what is missing, then runs `keyturn`. Without arguments it shows the small sample, and ends
 * well although the sample has findings; with arguments it is `keyturn`, paths and exit code included.
 * Usage: npm start [-- keyturn's arguments]
 */
import { prepare } from './install.mjs';
import { inRepository, run } from './repository.mjs';

prepare();

const SAMPLE = ['scan', 'samples/small'];
const FINDINGS = 1;

const given = process.argv.slice(2);
const built = run(process.execPath, [inRepository('scripts/build.mjs')]);
if (built !== 0) process.exit(built);

const shown = given.length > 0 ? given : SAMPLE;
// npm starts scripts in the repository; a person's paths are meant from where they stand.
const cwd = given.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : inRepository();
const code = run(process.execPath, [inRepository('analyzer/bin/keyturn.mjs'), ...shown], { cwd });
process.exitCode = given.length === 0 && code === FINDINGS ? 0 : code;
