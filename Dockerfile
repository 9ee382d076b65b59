# A worker image: Java, the isolation tools, and nothing that a run could misuse.
FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -q package -DskipTests -Prelease -pl cli -am \
 && mkdir /out && tar -xzf cli/target/reveille-*.tar.gz --strip-components=1 -C /out

FROM eclipse-temurin:21-jre
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap socat util-linux \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 reveille
COPY --from=build /out /opt/reveille
USER reveille
WORKDIR /jobs
ENTRYPOINT ["/opt/reveille/reveille"]
CMD ["worker", "--dir", "/jobs"]
