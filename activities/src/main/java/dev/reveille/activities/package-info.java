/** What a run does outside the workflow: boot, execute, verify, settle. */
@NullMarked
package dev.reveille.activities;

import org.jspecify.annotations.NullMarked;
