import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { wordsOf } from '../../analyzer/src/knowledge/names.ts';

const { judgeName } = loadKnowledge();

/** Verdict → names, as lists of words. Trap lists follow the detection notes; the last line of each is from real estates. */
const JUDGED: Readonly<Record<string, string>> = {
  'secret strong': `
    PASSWORD orders-password ordersPassword PGPASSWORD ADMINPASSWORD MYSQL_ROOT_PASSWORD smtp_pass MYSQL_PWD REDIS_PASSWD
    CLIENT_SECRET clientSecret NEXTAUTH_SECRET CRON_SECRET AUTH_SECRET_1 CSRF_SECRET STRIPE_WEBHOOK_SECRET
    PRIVATE_KEY PRIVATE_KEY_BASE64 AWS_SECRET_ACCESS_KEY S3_SECRET_KEY SECRET_KEY_BASE OLD_SECRET_KEY_BASE ENCRYPTION_KEY
    ENCRYPTION_SECONDARY_KEY QSTASH_NEXT_SIGNING_KEY SECRET_KEY_FALLBACKS SUPABASE_SERVICE_ROLE_KEY MEILI_MASTER_KEY
    OPENAI_API_KEY SONARR__AUTH__APIKEY X-Api-Key GITHUB_TOKEN GH_PAT CF_API_TOKEN SLACK_BOT_TOKEN FLY_ACCESS_TOKEN
    REDIS_CONNECTION_STRING ConnectionStrings__Ledger DOCKER_AUTH_CONFIG VAULT_SECRET_ID approle-secret-id
    tls.key server.key id_rsa id_ed25519 ssh-privatekey .dockerconfigjson .dockercfg keystore.p12 PAGERDUTY_ROUTING_KEY
    telegram_api_key_0 github_app_private_key ED25519_PRIVATE_KEY_HEX WIREGUARD_PRIVATE_KEY STRIPE_SECRET_KEY_TEST`,
  'secret medium': `
    REDIS_AUTH SALT TOKEN KEY GCP_CREDENTIALS KUBECONFIG AZURE_CREDENTIALS AzureWebJobsStorage CLOUDINARY_URL auth token
    DATABASE_URL SHADOW_DATABASE_URL DIRECT_URL REDIS_URL CELERY_BROKER_URL LEDGER_DSN MAILER_DSN SMTP_CONNECTION_URL jdbc-uri
    WEBHOOK_URL SLACK_WEBHOOK DISCORD_WEBHOOK_URL OTEL_EXPORTER_OTLP_HEADERS SLACK_VERIFICATION_TOKEN APP_PREVIOUS_KEYS
    PASSWORD_ORDERS_DB API_KEY_OPENAI AWS_BEARER_TOKEN_BEDROCK STRIPE_SECRET_KEY_EU TOWONEL_INVITE_HASH_KEY STATIC_CRON_TOKEN identity`,
  identifier: `
    username DB_USER PGUSER host OPENSEARCH_HOST port VALKEY_PORT dbname DB_NAME AWS_ACCESS_KEY_ID CLIENT_ID TENANT_ID APP_ID
    TWILIO_ACCOUNT_SID LEDGER_KEY_ID KMS_KEY_ARN LEDGER_KEY_ALIAS KEY_PAIR_ID VAULT_ROLE_ID S3_ACCESS_KEY LDAP_BIND_DN
    telegram_chat_id_0 organizationID DOMAIN_0_ZONE_ID OC_ADMIN_USER_ID VALKEY_ADDR REEF_NAMESPACE`,
  public: `
    PUBLIC_KEY VAPID_PUBLIC_KEY PUBLISHABLE_KEY TURNSTILE_SITE_KEY SUPABASE_ANON_KEY SENTRY_DSN POSTHOG_KEY SEGMENT_WRITE_KEY
    ALGOLIA_SEARCH_KEY tls.crt ca.crt id_rsa.pub SSL_CERT SSL_CERT_FILE NEXT_PUBLIC_LEDGER_TOKEN VITE_LEDGER_SECRET_KEY
    WIREGUARD_PUBLIC_KEY`,
  pointer: `
    POSTGRES_PASSWORD_FILE GF_SECURITY_ADMIN_PASSWORD__FILE TLS_KEY_PATH SSL_KEYFILE GOOGLE_APPLICATION_CREDENTIALS SECRET_NAME
    SECRET_ARN SECRET_PATH LEDGER_SECRET_REF GCP_SECRET_ID existingSecret secretKeyRef imagePullSecrets WEBHOOK_SECRET_FILE`,
  plain: `
    KEYBOARD KEYSPACE KEYWORDS AUTHENTICATION_GUARD AUTH_DOMAINS AUTH_DISABLE_SIGNUP EMAIL_AUTH_DISABLED WEBAPP_URL TOKEN_URL TOKEN_URI
    AUTH_URL OIDC_TOKEN_URI NEXTAUTH_URL S3_ENDPOINT OIDC_ISSUER JWKS_URI KEYCLOAK_URL PASSWORD_MIN_LENGTH PASSWORD_RESET_URL
    SIGNUP_TOKEN_LIFETIME_MINUTES ACCESS_TOKEN_EXPIRE_MINUTES SECRET_LENGTH TOKEN_TTL KEY_EXPIRY SESSION_MAX_AGE API_KEY_PREFIX
    API_KEY_RATE_LIMIT REDIS_KEY_PREFIX PRIMARY_KEY FOREIGN_KEY SORT_KEY CACHE_KEY I18N_KEY HOTKEY CSRF_TOKEN XSRF_COOKIE_NAME
    SESSION_COOKIE_NAME PASSWORD_FIELD MAX_TOKENS TOKEN_LIMIT TOKENIZER_PATH BYPASS_AUTH AUTH_DISABLED ENABLE_PASSWORD_FORM
    USE_SECRET_STORE VERIFY_TLS AUTH_METHOD JWT_ALG AUTH_MODE ALLOW_EMPTY_PASSWORD LOG_FILE DOCKER_SOCK MQ_ROUTING_KEY
    persist-credentials LLM_TLS_VERIFY SMTP_PASSWORD_HINT CYPRESS_baseUrl disablePassword home_latitude LLDAP_LDAP_BASE_DN
    MAIL_MAILER VALKEY_IMAGE SECRET_DOMAIN`,
  unknown: `MONKEY TURKEY HOCKEY AUTHOR AUTHORITY PASSTHROUGH COMPASS_HOME PASSENGER_LOG uri url ORDERS PR_AUTHOR`,
};

const said = (name: string) => {
  const { is, strength } = judgeName(name);
  return is === 'secret' ? `${is} ${strength}` : is;
};

describe('judgeName', () => {
  for (const [verdict, names] of Object.entries(JUDGED))
    it(`says ${verdict}`, () => {
      const list = names.trim().split(/\s+/);
      expect(Object.fromEntries(list.map((name) => [name, said(name)]))).toEqual(
        Object.fromEntries(list.map((name) => [name, verdict])),
      );
    });

  it('names the row that decided', () => {
    expect(judgeName('SMTP_PASSWORD_HINT').row).toBe('about-a-secret');
    expect(judgeName('POSTGRES_PASSWORD_FILE').row).toBe('file-of-a-secret');
  });

  it('answers for hostile names', () => {
    for (const name of ['', '___', '🔑', '密码', '\u0000', 'constructor', '__proto__', 'a'.repeat(1e6)])
      expect(said(name), JSON.stringify(name.slice(0, 20))).toBe('unknown');
    expect(said(`${'x_'.repeat(1e5)}PASSWORD`)).toBe('secret strong');
  });
});

describe('wordsOf', () => {
  it.each([
    ['AIRFLOW__CORE__FERNET_KEY', 'airflow core fernet key'],
    ['ordersDBPassword', 'orders db password'],
    ['prod/orders-db:tls.key', 'prod orders db tls key'],
    ['S3SecretKey', 's3 secret key'],
    ['I18N_KEY', 'i18n key'],
  ])('splits %s', (name, words) => expect(wordsOf(name).join(' ')).toBe(words));
});
