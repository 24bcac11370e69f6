package dev.drop444.it.process;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Finds files by their Maven coordinates, as Maven itself would with the user's own settings and
 * local repository. So a server version is a string, not a module.
 */
final class Artifacts {

  private static final Map<List<String>, List<Path>> CLASS_PATHS = new ConcurrentHashMap<>();

  private Artifacts() {}

  /** The jars of some artifacts and of all that they need at run time. */
  static List<Path> classPath(List<String> coordinates) {
    return CLASS_PATHS.computeIfAbsent(coordinates, Artifacts::resolve);
  }

  /**
   * One file.
   *
   * @param coordinates for example {@code org.apache.tomcat:tomcat:zip:11.0.24}
   */
  static Path file(String coordinates) {
    try (Context maven = maven()) {
      ArtifactRequest request =
          new ArtifactRequest(
              new DefaultArtifact(coordinates), maven.remoteRepositories(), /* context= */ null);
      return maven
          .repositorySystem()
          .resolveArtifact(maven.repositorySystemSession(), request)
          .getArtifact()
          .getFile()
          .toPath();
    } catch (RepositoryException e) {
      throw new IllegalStateException("Cannot get " + coordinates, e);
    }
  }

  private static List<Path> resolve(List<String> coordinates) {
    try (Context maven = maven()) {
      CollectRequest collect = new CollectRequest();
      collect.setRepositories(maven.remoteRepositories());
      for (String coordinate : coordinates) {
        collect.addDependency(new Dependency(new DefaultArtifact(coordinate), JavaScopes.RUNTIME));
      }
      DependencyRequest request =
          new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
      return maven
          .repositorySystem()
          .resolveDependencies(maven.repositorySystemSession(), request)
          .getArtifactResults()
          .stream()
          .map(result -> result.getArtifact().getFile().toPath())
          .collect(Collectors.toUnmodifiableList());
    } catch (RepositoryException e) {
      throw new IllegalStateException("Cannot get " + coordinates, e);
    }
  }

  private static Context maven() {
    return Runtimes.INSTANCE
        .getRuntime()
        .create(
            ContextOverrides.create()
                .withUserSettings(true)
                .withLocalRepositoryOverride(Surroundings.repository())
                .build());
  }

  /** A class path as the command line wants it. */
  static String join(Path first, List<Path> others) {
    return Stream.concat(Stream.of(first), others.stream())
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }
}
