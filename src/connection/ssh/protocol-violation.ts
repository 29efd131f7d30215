/** The other side does what no server of SSH does: whatever it sends after that is not listened to. */
export class ProtocolViolation extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProtocolViolation';
  }
}
