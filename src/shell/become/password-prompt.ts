/**
 * The word for a password in the languages that PAM, su and doas are translated into. Only consulted before the command has started, so
 * the worst that a wrong match can do is to offer the password to the become program itself.
 */
const words = [
  'password',
  'passwort',
  'kennwort',
  'passord',
  'adgangskode',
  'lösenord',
  'salasana',
  'wachtwoord',
  'pasahitza',
  'contraseña',
  'contrasenya',
  'contrasinal',
  'senha',
  'mot de passe',
  'parola',
  'jelszó',
  'heslo',
  'hasło',
  'geslo',
  'lozinka',
  'slaptažodis',
  'parole',
  'parool',
  'пароль',
  'парола',
  'лозинка',
  'κωδικός',
  'סיסמה',
  'كلمة',
  'パスワード',
  '密码',
  '密碼',
  '口令',
  '암호',
  'mật khẩu',
  'sandi',
];

/** Whether an unfinished line asks for a password, in any of the languages that its usual programs speak. */
export function asksForPassword(line: string): boolean {
  const text = line.toLowerCase().trimEnd();
  return /[:：]$/.test(text) && words.some((word) => text.includes(word));
}
