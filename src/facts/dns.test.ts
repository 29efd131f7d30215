import { expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { dns } from './dns.ts';

it('reads how names are resolved', () => {
  const text = `
# comment
; other
domain example.com
search example.com sub.example.com\ttab.example.com
nameserver 10.0.0.1
nameserver fe80::1%eth0
options timeout:2 rotate
sortlist 130.155.160.0/255.255.240.0 130.155.0.0
lookup file bind
`;
  expect(dns.parse(entriesOf({ 'resolv-conf': text }), {})).toEqual({
    dns: {
      domain: 'example.com',
      search: ['example.com', 'sub.example.com', 'tab.example.com'],
      nameservers: ['10.0.0.1', 'fe80::1%eth0'],
      options: { timeout: '2', rotate: true },
      sortlist: ['130.155.160.0/255.255.240.0', '130.155.0.0'],
    },
  });
  expect(dns.parse(entriesOf({}), {})).toEqual({ dns: {} });
});
