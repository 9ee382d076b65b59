/** Tests of imports; {@code Imported} runs one. */
@org.jspecify.annotations.NullMarked
package dev.reveille.starter.imports;
