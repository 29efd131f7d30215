import type { Socket } from 'node:net';

/** What goes wrong with a connection as soon as it is accepted. */
export type Fault =
  /** Closed before a byte was sent. */
  | { readonly kind: 'drop-before-banner' }
  /** Closed in the middle of the server's identification line. */
  | { readonly kind: 'drop-in-banner' }
  /** Closed after the identification line, before the key exchange. */
  | { readonly kind: 'drop-after-banner' }
  /** Reset (RST) before a byte was sent. */
  | { readonly kind: 'reset' }
  /** OpenSSH's own way of refusing over MaxStartups: one line of text, then the end. */
  | { readonly kind: 'max-startups' }
  /** Accepts and never says a word (a tarpit). */
  | { readonly kind: 'silent' }
  /** Speaks something else, and stays open. */
  | { readonly kind: 'text'; readonly text: string };

/** Does to a fresh socket what the fault says. */
export function applyFault(socket: Socket, fault: Fault): void {
  socket.resume();
  switch (fault.kind) {
    case 'drop-before-banner':
      socket.end();
      break;
    case 'drop-in-banner':
      socket.end('SSH-2.0-Run');
      break;
    case 'drop-after-banner':
      socket.end('SSH-2.0-RunbookRig\r\n');
      break;
    case 'reset':
      socket.resetAndDestroy();
      break;
    case 'max-startups':
      socket.end('Exceeded MaxStartups\r\n');
      break;
    case 'silent':
      break;
    case 'text':
      socket.write(fault.text);
      break;
  }
}
