package dev.reveille.starter.imports.openclaw;

import dev.reveille.starter.imports.Ground;
import dev.reveille.starter.imports.Missing;
import dev.reveille.starter.imports.Wishes;

/** What jobs are translated for: the folder, what the user asked, and what is still missing. */
record Target(Ground ground, Wishes wishes, Missing missing) {}
