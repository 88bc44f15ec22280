# The commands beside the screens, the configuration, and why the program may not start.

boot-no-home = This system knows no home folder for you. Set HOME, or XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME.
boot-no-terminal = Forecourt draws on a terminal, and here is none. Run it in one; `forecourt help` lists what works without.
boot-no-log = The log { $file } cannot be written ({ $why }); going on without.
boot-panic-log = The log may say more: { $folder }

config-absent = There is no configuration at { $file }.
config-unreadable = { $file } cannot be read: { $why }.
config-fault = { $file }, line { $line }: { $why }
config-variable-fault = The environment ({ $names }) sets what cannot be: { $why }
config-open-secret = { $file } holds a password and others can read it. Close it: chmod 600 { $file }
config-owner-in-file = { $file } names the first owner; that comes from FORECOURT_OWNER_LOGIN and FORECOURT_OWNER_PASSWORD only.
config-not-a-store = { $file } holds no address of a store (sqlite:PATH or postgres://…).
config-range = { $setting } is { $value }; it must lie between { $least } and { $most }.
config-plain-mail = smtp.tls is none, but { $host } is another machine: passwords and letters would travel in the open. Use starttls or implicit.
config-half-login = The mail server's user and password go together: set both or neither.
config-sender = smtp.from is "{ $from }"; it must be an address such as Workshop <desk@example.com>.
