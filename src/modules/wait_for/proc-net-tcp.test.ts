import { expect, test } from 'vitest';
import { parseConnections } from './proc-net-tcp.ts';

const captured = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000   110        0 26430 1 0000000000000000 100 0 0 10 0
   1: 0F02000A:0016 0202000A:D2F2 01 00000000:00000000 02:000A7214 00000000     0        0 25683 4 0000000000000000 20 4 31 10 -1
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when
   0: 00000000000000000000000001000000:0CEA 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000
   1: 0000000000000000FFFF00000100007F:0050 0000000000000000FFFF00000100007F:C001 06 00000000:00000000 00:00000000
   2: B80D01200000000000000000DEADBEEF:0050 000080FE000000000000000001000000:C001 05 00000000:00000000 00:00000000
`;

test('both files of Linux', () => {
  expect(parseConnections(captured)).toEqual([
    { local: '127.0.0.1', localPort: 3306, remote: '0.0.0.0', state: 'LISTEN' },
    { local: '10.0.2.15', localPort: 22, remote: '10.0.2.2', state: 'ESTABLISHED' },
    { local: '::1', localPort: 3306, remote: '::', state: 'LISTEN' },
    { local: '127.0.0.1', localPort: 80, remote: '127.0.0.1', state: 'TIME_WAIT' },
    { local: '2001:db8::efbe:adde', localPort: 80, remote: 'fe80::1', state: 'FIN_WAIT2' },
  ]);
});

test('nothing', () => {
  expect(parseConnections('')).toEqual([]);
});
