-- When the letter with an invitation's link was given up: the mail server refuses it, or was away for too long.
alter table invitation add column mail_failed_at timestamptz;
grant update (mail_failed_at) on invitation to nhipcau_app;
