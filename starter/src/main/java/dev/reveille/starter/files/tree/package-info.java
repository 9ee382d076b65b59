/** YAML and JSON files as one tree in which every node knows its place: read {@code Node} first. */
@NullMarked
package dev.reveille.starter.files.tree;

import org.jspecify.annotations.NullMarked;
