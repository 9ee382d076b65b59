/** The run log, read for people and programs; {@code ShowRun} shows one run whole. */
@NullMarked
package dev.reveille.cli.runs;

import org.jspecify.annotations.NullMarked;
