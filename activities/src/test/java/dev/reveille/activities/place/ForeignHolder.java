package dev.reveille.activities.place;

import java.nio.file.Path;

/** A program of its own that takes a login, says so, and keeps it until it is killed. */
final class ForeignHolder {
  private ForeignHolder() {}

  public static void main(String[] args) throws Exception {
    LoginClaim claim = LoginClaim.take(Path.of(args[0]), "theirs");
    System.out.write('!');
    System.out.flush();
    System.in.read();
    claim.close();
  }
}
