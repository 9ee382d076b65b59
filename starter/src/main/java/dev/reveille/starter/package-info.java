/**
 * The client that a service of one's own starts, watches and steers jobs by; read {@link
 * dev.reveille.starter.ReveilleClient} and {@link dev.reveille.starter.RunHandle} first.
 *
 * <pre>{@code
 * import dev.reveille.starter.ReveilleClient;
 * import dev.reveille.starter.RunFailed;
 * import dev.reveille.starter.RunHandle;
 * import dev.reveille.starter.RunResult;
 * import dev.reveille.starter.failure.AlreadyRunning;
 * import dev.reveille.starter.failure.NoServer;
 * import dev.reveille.starter.failure.NoSuchJob;
 * import dev.reveille.starter.failure.WaitTimedOut;
 * import java.time.Duration;
 *
 * public class Nightly {
 *   public static void main(String[] args) {
 *     try (ReveilleClient reveille = ReveilleClient.connect("127.0.0.1:7233", "default")) {
 *       RunHandle run = reveille.jobs().start("nightly-optimizer");
 *       RunResult result = run.await(Duration.ofMinutes(20));
 *       System.out.println(result.output().text());
 *       System.out.println(result.evidence().answered() + " " + result.findings());
 *     } catch (RunFailed failed) {
 *       switch (failed.type()) {
 *         case PROVIDER_OVERLOAD, HOST_LOST -> System.err.println("later: " + failed.remedy());
 *         default -> System.err.println(failed.getMessage());
 *       }
 *     } catch (WaitTimedOut late) {
 *       System.err.println("attach to " + late.run() + " again");
 *     } catch (AlreadyRunning | NoSuchJob | NoServer refused) {
 *       System.err.println(refused.getMessage());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>For other people to use are this package and {@link dev.reveille.starter.failure}, why a call
 * could not be done; {@link dev.reveille.starter.files}, jobs as files and in code, with their
 * {@linkplain dev.reveille.starter.files.problem problems}; {@link dev.reveille.starter.schedule},
 * what an apply did; and the values of {@code dev.reveille.domain}. All else is Reveille's own.
 */
@NullMarked
package dev.reveille.starter;

import org.jspecify.annotations.NullMarked;
