/** Options of ssh_config(5) that connections honour, in lower case. */
export const honoured: ReadonlySet<string> = new Set([
  'addressfamily',
  'batchmode',
  'challengeresponseauthentication',
  'connecttimeout',
  'forwardagent',
  'globalknownhostsfile',
  'hashknownhosts',
  'hostkeyalias',
  'hostname',
  'identitiesonly',
  'identityagent',
  'identityfile',
  'kbdinteractiveauthentication',
  'passwordauthentication',
  'port',
  'preferredauthentications',
  'proxycommand',
  'proxyjump',
  'pubkeyauthentication',
  'serveralivecountmax',
  'serveraliveinterval',
  'stricthostkeychecking',
  'user',
  'userknownhostsfile',
]);

/** Options that may be given and change nothing: connections are shared anyway, nothing is shown, nothing else is forwarded. */
const harmless: ReadonlySet<string> = new Set([
  'addkeystoagent',
  'checkhostip',
  'clearallforwardings',
  'compression',
  'compressionlevel',
  'connectionattempts',
  'controlmaster',
  'controlpath',
  'controlpersist',
  'escapechar',
  'exitonforwardfailure',
  'fingerprinthash',
  'forwardx11timeout',
  'ipqos',
  'loglevel',
  'nohostauthenticationforlocalhost',
  'numberofpasswordprompts',
  'rekeylimit',
  'requesttty',
  'sendenv',
  'tcpkeepalive',
  'updatehostkeys',
  'visualhostkey',
  'warnweakcrypto',
]);

/** Options whose `no` asks for what is done anyway. */
const harmlessWhenOff: ReadonlySet<string> = new Set([
  'canonicalizehostname',
  'enablesshkeysign',
  'forwardx11',
  'forwardx11trusted',
  'gssapiauthentication',
  'gssapidelegatecredentials',
  'hostbasedauthentication',
  'permitlocalcommand',
  'tunnel',
  'verifyhostkeydns',
]);

/** Whether an option may be passed over without changing what the user gets. */
export function isHarmless(name: string, value: string): boolean {
  return harmless.has(name) || (harmlessWhenOff.has(name) && /^(no|false)$/i.test(value));
}
