/** What a machine and a folder lack, in the order of what to do. */
@NullMarked
package dev.reveille.cli.doctor;

import org.jspecify.annotations.NullMarked;
