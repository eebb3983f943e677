/**
 * Files that say what is built from which folder and what a platform runs: by their names, because those names are the
 * platform's own. They come before the rows that take any YAML, JSON or source file.
 */

export interface PlatformFile {
  readonly syntax: 'yaml' | 'toml' | 'sections' | 'dockerfile' | 'lines' | 'text';
  readonly path: RegExp;
  readonly except?: RegExp;
  readonly keywords: readonly RegExp[];
}

/** Code of others: their recipes build nothing here. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third_party|testdata|fixtures)\//;

export const PLATFORM_FILES: readonly PlatformFile[] = [
  {
    syntax: 'dockerfile',
    path: /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?|[\w.-]+\.(?:[Dd]ockerfile|[Cc]ontainerfile))$/,
    except: new RegExp(`${FOREIGN.source}|\\.(?:dockerignore|md|txt|sh|py|ya?ml|json|[jt]sx?|go|rb)$`),
    keywords: [/(?:^|[\r\n])[ \t]*FROM[ \t]/i],
  },
  { syntax: 'yaml', path: /(?:^|\/)docker-bake[\w.-]*\.json$/, keywords: [/\btarget\b/] },
  { syntax: 'text', path: /(?:^|\/)docker-bake[\w.-]*\.hcl$/, keywords: [/\btarget\b/] },
  { syntax: 'text', path: /(?:^|\/)(?:Tiltfile|[\w.-]+\.[Tt]iltfile)$/, keywords: [/docker_build/] },
  { syntax: 'yaml', path: /(?:^|\/)cloudbuild[\w.-]*\.(?:ya?ml|json)$/, keywords: [/\bsteps\b/] },
  { syntax: 'lines', path: /(?:^|\/)Procfile$/, keywords: [/^[\w-]+[ \t]*:/m] },
  { syntax: 'toml', path: /(?:^|\/)fly(?:[.-][\w.-]+)?\.toml$/, keywords: [/./] },
  { syntax: 'toml', path: /(?:^|\/)(?:netlify|wrangler)\.toml$/, keywords: [/./] },
  { syntax: 'yaml', path: /(?:^|\/)vercel\.json$/, keywords: [/./] },
  // React Native and Chrome extensions have an app.json or manifest too; only Heroku's names an environment.
  { syntax: 'yaml', path: /(?:^|\/)app\.json$/, keywords: [/"(?:env|formation|addons|buildpacks)"\s*:/] },
  { syntax: 'yaml', path: /(?:^|\/)render\.ya?ml$/, keywords: [/\bservices\b|\benvVarGroups\b|\bkind\b/] },
  { syntax: 'yaml', path: /(?:^|\/)serverless[\w.-]*\.ya?ml$/, keywords: [/\bfunctions\b/] },
  {
    syntax: 'sections',
    path: /(?:^|\/)[\w@.:-]+\.(?:service|timer)$/,
    keywords: [/^\[(?:Service|Timer)\]/m],
  },
  { syntax: 'sections', path: /(?:^|\/)[\w@.:-]+\.(?:service|timer)\.d\/[\w.-]+\.conf$/, keywords: [/^\[\w+\]/m] },
  {
    syntax: 'sections',
    path: /(?:^|\/)(?:supervisord?[\w.-]*\.(?:conf|ini)|supervisor[\w.-]*\/(?:[\w.-]+\/)*[\w.-]+\.(?:conf|ini))$/,
    keywords: [/^\[program:/m],
  },
  {
    syntax: 'sections',
    path: /(?:^|\/)(?:[\w.-]*uwsgi[\w.-]*|uwsgi\/[\w.-]+)\.(?:ini|conf)$/,
    keywords: [/^\[uwsgi\]/m],
  },
];
