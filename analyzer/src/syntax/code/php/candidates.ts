/** Which php files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /getenv|\b[eE]nv(?:\(|::)|_?[eE]nv\(|\$_ENV|\$_SERVER|%env\(|Autowire|AsCommand|\$signature|\$defaultName|ShouldQueue|[sS]chedule(?:::|->)|Artisan::command|SecretsManager|SsmClient|getSecretValue|getParameter|accessSecretVersion|S3Client|new \\?PDO\b|pconnect\(|run\/secrets|\/etc\/secrets|\.pem\b|\.key["']/;
