# messages
schedule-unreadable = “{ $text }” is no rhythm of five fields: { $why }.
message-decided = This message is { $status } already.
backup-server = These books are on a Postgres server, which has its own tools for backups (pg_dump).
backup-faulty = The copy is not whole: { $why }. It was not kept.
