-- Second factors, passkeys, sessions bound to the organisation whose single sign-on made them, and the counts that slow
-- down guessing: in the schema of better-auth, out of the app role's reach.
set local search_path = auth;
alter table "user" add column "twoFactorEnabled" boolean default false;
alter table "session" add column "workspaceId" text;
create table "twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references "user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create table "passkey" ("id" text not null primary key, "name" text, "publicKey" text not null, "userId" text not null references "user" ("id") on delete cascade, "credentialID" text not null, "counter" integer not null, "deviceType" text not null, "backedUp" boolean not null, "transports" text, "createdAt" timestamptz, "aaguid" text);
create index "twoFactor_secret_idx" on "twoFactor" ("secret");
create index "twoFactor_userId_idx" on "twoFactor" ("userId");
create index "passkey_userId_idx" on "passkey" ("userId");
create index "passkey_credentialID_idx" on "passkey" ("credentialID");
create table attempt (key text primary key, count integer not null, since timestamptz not null);
create index attempt_since on attempt (since);
set local search_path to default;
