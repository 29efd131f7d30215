import type { KeyboardInteractiveAuthMethod, Prompt } from 'ssh2';
import type { Ask } from './key-ring.ts';

interface KeyboardOptions {
  readonly user: string;
  readonly password: string | undefined;
  readonly ask: Ask | undefined;
  /** Called when the password has been given for an answer. */
  readonly passwordSent: () => void;
  /** Called with a question that nobody can answer: the login is to be given up. */
  readonly unanswerable: (question: string) => void;
}

/** Answers a server's questions: the first hidden one with the password, others by asking the user. */
export function keyboardInteractive(options: KeyboardOptions): KeyboardInteractiveAuthMethod {
  let password = options.password;
  const answer = async ({ prompt, echo }: Prompt): Promise<string> => {
    if (password !== undefined && echo !== true) {
      const given = password;
      password = undefined;
      options.passwordSent();
      return given;
    }
    if (options.ask === undefined) throw new UnansweredQuestion(prompt.trim());
    return options.ask(prompt);
  };
  const answerAll = async (prompts: readonly Prompt[]): Promise<string[]> => {
    const answers: string[] = [];
    for (const prompt of prompts) answers.push(await answer(prompt));
    return answers;
  };
  return {
    type: 'keyboard-interactive',
    username: options.user,
    prompt: (_name, _instructions, _language, prompts, finish) => {
      answerAll(prompts).then(finish, (error: Error) => options.unanswerable(error.message));
    },
  };
}

class UnansweredQuestion extends Error {}
