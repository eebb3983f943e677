/**
 * Whether a name is secret-shaped by its words alone: enough to say that a script is a consumer. The verdict on the credential is the
 * knowledge tables' to give; this must never let `KEYBOARD` or `TOKEN_URL` in, and may leave doubtful names out.
 */

const STRONG =
  /(?:^|_)(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|APIKEY|PAT|CREDENTIALS?|PASSPHRASE|DSN|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|MASTER|DEPLOY|SSH|SERVICE|ROLE|ACCOUNT|SECRET|AUTH|LICENSE)_KEY|(?:DATABASE|DB|REDIS|MONGO|MONGODB|POSTGRES|AMQP|BROKER|WEBHOOK)_UR[LI]|CONNECTION_STRING)(?:_(?:BASE64|B64|JSON|FILE|PROD|PRODUCTION|STAGING|TEST|DEV|\d+))?$/;
/** What looks like one and is none (detection notes, section 3). */
const WEAK = /^(?:PUBLIC|NEXT_PUBLIC|VITE|MAX|MIN)_|(?:^|_)(?:PUBLIC|PUBLISHABLE|SITE)_KEY$|^(?:OLD)?PWD$|CSRF|XSRF/;

export function isSecretName(name: string): boolean {
  return STRONG.test(name.toUpperCase()) && !WEAK.test(name.toUpperCase());
}
