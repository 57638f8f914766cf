-- Which of their organisations a person's browser has open: in the schema of better-auth, beside the session.
alter table auth."session" add column "openWorkspaceId" text;
