package dev.reveille.gateway;

import dev.reveille.domain.settings.Provider;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in words why a provider gave no whole answer. */
final class ProviderFailure {
  private ProviderFailure() {}

  static Refusal of(Provider provider, Throwable failure, Duration idleTimeout) {
    if (failure instanceof TimeoutException) {
      return new Refusal(
          504,
          "provider_timeout",
          "The provider " + provider.name() + " sent nothing for " + written(idleTimeout) + ".");
    }
    String where = provider.name() + " at " + authority(provider);
    if (isConnecting(failure)) {
      return new Refusal(
          502,
          Refusal.UNREACHABLE,
          "The provider "
              + where
              + " cannot be reached ("
              + kind(failure)
              + "); check providers."
              + provider.name()
              + ".baseUrl and the network.");
    }
    return new Refusal(
        502, "provider_broke_off", "The provider " + where + " broke off (" + kind(failure) + ").");
  }

  /** No connection could be made, so that nothing was sent; this may pass by itself. */
  static boolean isUnreachable(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof NoRouteToHostException
        || failure instanceof SocketTimeoutException;
  }

  private static boolean isConnecting(Throwable failure) {
    return isUnreachable(failure)
        || failure instanceof UnknownHostException
        || failure instanceof UnresolvedAddressException
        || failure instanceof SSLException;
  }

  /** Without the message: it may quote what was sent. */
  static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  /** As durations stand in job files: {@code 10m}, {@code 1.5s}. */
  private static String written(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private static String authority(Provider provider) {
    return provider.baseUrl() == null ? "no address" : provider.baseUrl().getHost();
  }
}
