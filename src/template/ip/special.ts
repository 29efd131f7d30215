import { IpNetwork } from './network.ts';

const networks = (texts: readonly string[]) => texts.map((text) => IpNetwork.parse(text)!);

const ranges = {
  loopback: networks(['127.0.0.0/8', '::1/128']),
  multicast: networks(['224.0.0.0/4', 'ff00::/8']),
  'link-local': networks(['169.254.0.0/16', 'fe80::/10']),
  /** RFC 1918, RFC 4193 and their kin, as netaddr counts them. */
  private: networks([
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '239.0.0.0/8',
    '100.64.0.0/10',
    'fc00::/7',
    'fec0::/10',
  ]),
  reserved: networks([
    '240.0.0.0/4',
    '0.0.0.0/8',
    '::/8',
    '100::/8',
    '200::/7',
    '400::/6',
    '800::/5',
    '1000::/4',
    '4000::/3',
    '6000::/3',
    '8000::/3',
    'a000::/3',
    'c000::/3',
    'e000::/4',
    'f000::/5',
    'f800::/6',
    'fe00::/9',
  ]),
  '6to4': networks(['2002::/16']),
  mapped: networks(['::ffff:0:0/96']),
  compatible: networks(['::/96']),
  teredo: networks(['2001::/32']),
} as const;

/** A kind of address that has a range of its own. */
export type SpecialRange = keyof typeof ranges;

/** Whether an address (not its whole network) is in a special range. */
export function isIn(range: SpecialRange, { version, address }: IpNetwork): boolean {
  const alone = new IpNetwork(version, address);
  return ranges[range].some((network) => network.contains(alone));
}

/** Whether the address is one for use inside of an organisation. */
export function isPrivate(ip: IpNetwork): boolean {
  return isIn('private', ip) || isIn('link-local', ip);
}

/** Whether the address is one of the open Internet. */
export function isPublic(ip: IpNetwork): boolean {
  return !isIn('multicast', ip) && !isPrivate(ip) && !isIn('loopback', ip) && !isMask(ip);
}

function isMask({ version, address }: IpNetwork): boolean {
  const bits = (version === 4 ? address : address).toString(2).padStart(version === 4 ? 32 : 128, '0');
  return /^1*0*$/.test(bits) || /^0*1*$/.test(bits);
}
