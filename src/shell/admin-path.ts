/** A statement that finds the tools of the administrator as well, where the login shell's `PATH` has only those of everybody. */
export const adminPath = 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH';
