"""The way from one version's tables to the next's; `Database.migrate` walks it."""
