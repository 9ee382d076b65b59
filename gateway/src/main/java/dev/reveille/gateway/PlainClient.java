package dev.reveille.gateway;

import java.util.concurrent.Executor;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;

/** Jetty's client without its helpfulness: nothing decoded, followed, remembered or added. */
public final class PlainClient extends HttpClient {
  private PlainClient(ClientConnector connector) {
    super(new HttpClientTransportOverHTTP(connector));
  }

  /** Not yet started. */
  public static HttpClient on(Executor network) {
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(network);
    PlainClient client = new PlainClient(connector);
    client.setExecutor(network);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    return client;
  }

  /** Jetty puts its handlers there as it starts, the one that follows redirects among them. */
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    getContentDecoderFactories().clear();
    getProtocolHandlers().clear();
    getProtocolHandlers().put(new ContinueProtocolHandler());
    getProtocolHandlers().put(new ProcessingProtocolHandler());
    getProtocolHandlers().put(new EarlyHintsProtocolHandler());
  }
}
