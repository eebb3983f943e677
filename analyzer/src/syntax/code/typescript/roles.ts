/**
 * Whether the code at a read presents the value, accepts what others present, or both. Decided by what the value is handed to,
 * directly or through a name of the file; null where that tells nothing.
 */
import type { Role } from '../../../model/vocabulary.ts';
import { isEnvironment } from './environment.ts';
import type { Flow } from './flow.ts';
import type { SourceModule } from './module.ts';
import {
  bare,
  child,
  children,
  dotted,
  identifier,
  isCall,
  isFunction,
  keyName,
  memberName,
  type SyntaxNode,
} from './node.ts';

type Hint = 'verifies' | 'signs' | 'both' | 'presents';

interface CalleeRow {
  /** Matches the last name of the callee. */
  readonly callee: RegExp;
  readonly hint: Hint;
}

const CALLEES: readonly CalleeRow[] = [
  {
    callee:
      /^(?:verify\w*|jwtVerify|constructEvent(?:Async)?|timingSafeEqual|safeCompare|secureCompare|unsign|getSignedCookie|compareDigests|expressjwt|bearerAuth|basicAuth|Receiver|Webhook)$/i,
    hint: 'verifies',
  },
  { callee: /^(?:sign|SignJWT|setSignedCookie|signCookie|createSign|generateToken)$/, hint: 'signs' },
  {
    callee:
      /^(?:session|cookieSession|cookieParser|NextAuth|betterAuth|iron\w*|getIronSession|fastifySession|createCookieSessionStorage|createCookie|JwtModule|JwtStrategy|createCipheriv|createDecipheriv|symmetricEncrypt|symmetricDecrypt)$/i,
    hint: 'both',
  },
];
/** Options whose value a client presents. */
const PRESENTED =
  /^(?:authorization|x-api-key|api[-_]?key|apiKey|auth|password|pass|passwd|token|accessToken|secretAccessKey|accessKeyId|credentials|connectionString|url|uri|username|clientSecret|client_secret|headers|bearer)$/i;
/** Options by which a library of sessions holds a key for both sides. */
const KEPT = /^(?:secret|secretOrKey|keys|cookieSecret|jwtSecret)$/;

/** The role of the code that reads at `node`. */
export function roleOf(module: SourceModule, flow: Flow, node: SyntaxNode): Role | null {
  const hints = new Set([node, ...flow.usesOfRead(node)].flatMap((place) => hintOf(module, place) ?? []));
  if (hints.has('both') || (hints.has('verifies') && hints.has('signs'))) return 'both';
  if (hints.has('verifies')) return 'accepts';
  return hints.has('presents') || hints.has('signs') ? 'presents' : null;
}

/** Climbs from a value to the first thing that takes it. */
function hintOf(module: SourceModule, place: SyntaxNode): Hint | null {
  let inner = place;
  let isOption: Hint | null = null;
  for (let outer = module.parentOf(place); outer && !isFunction(outer); inner = outer, outer = module.parentOf(outer)) {
    if (outer.type === 'BinaryExpression' && /^[!=]==?$/.test(String(outer.operator)))
      return isCompared(module, outer, inner) ? 'verifies' : null;
    if (outer.type === 'Property' && child(outer, 'value') === inner) {
      const name = keyName(outer) ?? '';
      isOption ??= PRESENTED.test(name) ? 'presents' : KEPT.test(name) ? 'both' : null;
    }
    if (isCall(outer) && child(outer, 'callee') !== inner) {
      const callee = bare(child(outer, 'callee'));
      const name = memberName(callee) ?? identifier(callee) ?? '';
      const row = CALLEES.find((candidate) => candidate.callee.test(name));
      if (row) return row.hint;
      if (isOption || (outer.type === 'NewExpression' && !BUILT_IN.test(name))) return isOption ?? 'presents';
      if (!CONVERTS.test(dotted(callee)) && !BUILT_IN.test(name)) return null;
    }
    if (/Statement$|^VariableDeclaration/.test(outer.type)) return isOption === 'presents' ? 'presents' : null;
  }
  return null;
}

const CONVERTS = /^(?:String|Number|Boolean|Buffer\.from|encodeURIComponent|Object\.freeze|.*\.encode)$/;

/** Of the language, not a client. */
const BUILT_IN = /^(?:URL|URLSearchParams|Set|Map|Date|RegExp|Uint8Array|TextEncoder|Promise|\w*Error)$/;

/** Compared with what somebody sent, not with a constant or nothing. */
function isCompared(module: SourceModule, comparison: SyntaxNode, inner: SyntaxNode): boolean {
  const other = bare(child(comparison, 'left') === inner ? child(comparison, 'right') : child(comparison, 'left'));
  if (!other || other.type === 'Literal' || other.type === 'UnaryExpression') return false;
  if (other.type === 'TemplateLiteral') return children(other, 'expressions').length > 0;
  if (other.type === 'MemberExpression' && isEnvironment(module, child(other, 'object'))) return false;
  return identifier(other) !== 'undefined';
}
