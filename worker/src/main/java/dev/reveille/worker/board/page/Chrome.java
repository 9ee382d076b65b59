package dev.reveille.worker.board.page;

import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param title of the page, without the product's name
 * @param section of the navigation that it belongs to
 * @param assets where styles and scripts are; changes with their content
 * @param host of the worker that serves it
 * @param zone in which times are shown
 * @param csrf to be sent with every form; null for a reader who is not signed in
 * @param notice what has just been done, or not; null for nothing
 */
public record Chrome(
    String title,
    String section,
    String assets,
    String host,
    String zone,
    @Nullable String csrf,
    @Nullable String notice) {
  public boolean signedIn() {
    return csrf != null;
  }
}
