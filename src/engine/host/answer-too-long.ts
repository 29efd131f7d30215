/** What a host answers to a module's question is longer than is held in memory, and half an answer would be a wrong one: the task fails. */
export class AnswerTooLong extends Error {
  readonly help = 'raise `--max-output`';

  constructor() {
    super('what the host answers is longer than `max_output`');
    this.name = 'AnswerTooLong';
  }
}
