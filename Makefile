# `make help` lists the targets.

# Further arguments of Maven, as Maven 3.9 takes them from the environment by itself: MAVEN_ARGS=-o.
MVN ?= mvn
MAVEN_ARGS ?=
MAVEN = $(MVN) -B -ntp $(MAVEN_ARGS)

# The cluster to run against: AEROSPIKE_HOSTS=host:port,... Empty: the embedded one.
AEROSPIKE_HOSTS ?=
hosts_flag = $(if $(AEROSPIKE_HOSTS),'-Daerospike.hosts=$(AEROSPIKE_HOSTS)')
PORT ?= 3000
NODES ?= 3
CLUSTER_NAME ?=

# Benchmarks: arguments for JMH; BENCH_SAVE=1 keeps the results of JMH and of the suite.
BENCH_ARGS ?=
BENCH_SAVE ?=

# Where docs-serve listens, on this machine only.
DOCS_PORT ?= 8080

# How long to fuzz, and what: ReplyFuzz, MsgpackFuzz, InfoFuzz, AdminFuzz; all of them if nothing is named.
SECONDS ?= 60
FUZZ_TARGETS ?=

# The Spark example: --master local[2], --flights FILE.
SPARK_ARGS ?=

# The Spark of the tests in Python, that of the pom if it is empty.
SPARK_VERSION ?=

# JAVA_HOME=... chooses the JDK of Maven and of what is started.
ifdef JAVA_HOME
export JAVA_HOME
JAVA = $(JAVA_HOME)/bin/java
else
JAVA = java
endif
export MVN

quickstart_main = dev.aerospikearrow.examples.quickstart.Quickstart
duckdb_example_main = dev.aerospikearrow.examples.duckdb.FlightsInSql
spark_example_main = dev.aerospikearrow.examples.spark.SparkExample
server_main = dev.aerospikearrow.server.ServerMain
bench_main = dev.aerospikearrow.benchmarks.BenchmarkMain
spark_bench_main = dev.aerospikearrow.benchmarks.spark.SparkBenchmarkMain
duckdb_bench_main = dev.aerospikearrow.benchmarks.duckdb.DuckDbBenchmarkMain
suite_main = dev.aerospikearrow.benchmarks.suite.SuiteMain
cli_jar = arrow/cli/target/aerospike-arrow.jar
spark_jar = arrow/spark/target/aerospike-arrow-spark.jar

# Archives and the image of the command line.
PLATFORMS ?=
BASE_IMAGE ?=
IMAGE ?= aerospike-arrow
project_version = $(shell sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)

.DEFAULT_GOAL := help

# What is compiled. Folders are sources too: theirs is the time of the last file that came or went.
sources := $(shell find pom.xml core arrow examples benchmarks .mvn -name target -prune -o \
  \( -name pom.xml -o -path '*/src/main*' -o -path '.mvn/*' \) -print)

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-27s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '%s\n' '' 'Variables:' \
	  '  AEROSPIKE_HOSTS=host:port,...  a real cluster, for run, test-integration and benchmarks' \
	  '  JAVA_HOME=/path/to/jdk         another JDK, 17 or newer' \
  '  MAVEN_ARGS=...                 for Maven: -o, -Dmaven.repo.local=/path/to/repository' \
	  '  PORT=3000 NODES=3              for server: the first port, the number of nodes' \
	  '  CLUSTER_NAME=...               for server: what clients may check' \
	  '  USERS=FILE                     for server: who may log in' \
	  '  TLS_CERT=FILE TLS_KEY=FILE TLS_NAME=NAME TLS_CA=FILE' \
	  '                                 for server: connections are secured' \
	  '  SPARK_ARGS=...                 for spark-example: --master local[4], --flights FILE' \
	  '  SECONDS=60 FUZZ_TARGETS=...    for fuzz: how long, and only these: ReplyFuzz, MsgpackFuzz, InfoFuzz, AdminFuzz' \
	  '  BENCH_ARGS=...                 for bench: which benchmarks, and settings of JMH (-h lists them)' \
	  '  BENCH_SAVE=1                   for all benchmarks: also write a dated file to benchmarks/results' \
  '  BENCH_SCENARIO=basic           for run-benchmark: data_size, concurrency, mixed, columnar, side_by_side,' \
  '                                 serving, memory, all' \
  '  BENCH_PEERS=java               who is compared with: java, java,python or none' \
	  '  BENCH_COUNT=5000 BENCH_ROUNDS=20 BENCH_CONCURRENCY=50 BENCH_BATCH_GROUPS=10' \
	  '                                 operations per round, rounds, operations under way, batches of a round' \
	  '  BENCH_ROUND_MILLIS=200 BENCH_WARM_UP_MILLIS=1000' \
  '                                 length of a round in side_by_side and serving; least warm-up of each client' \
  "  BENCH_ONLY='10,000 keys'       only work whose title contains this" \
  '  BENCH_CLIENTS=columnar,official_sync' \
  '                                 only these clients' \
	  '  BENCH_ROWS=1000000 BENCH_SECONDS=60' \
	  '                                 for run-benchmark-spark and -duckdb: records of a set, and how long a piece of work is measured at most' \
  '  BENCH_TLS=1                    for run-benchmark: connections to the embedded server are secured' \
  '  BENCH_GC=epsilon               a run without garbage collector (or g1; the default is parallel)'

.PHONY: run
run: check-tools examples/quickstart/target/launch.classpath ## Real flights: two questions, answered from columns and from maps (embedded, or AEROSPIKE_HOSTS)
	@$(see_terminal); $(call start,examples/quickstart,$(quickstart_main),$(hosts_flag) -Dquickstart.terminal=$$terminal)

.PHONY: duckdb-example
duckdb-example: check-tools examples/duckdb/target/launch.classpath ## Flights by airport in SQL, with DuckDB (embedded, or AEROSPIKE_HOSTS)
	@$(call start,examples/duckdb,$(duckdb_example_main),$(hosts_flag))

.PHONY: spark-example
spark-example: check-tools examples/spark/target/launch.classpath ## Flights through Spark: written, queried, looked up (SPARK_ARGS='--master local[4]')
	@$(call start,examples/spark,$(spark_example_main),@.mvn/spark-java.args $(hosts_flag),$(SPARK_ARGS))

.PHONY: spark-jar
spark-jar: $(spark_jar) ## The data source with all that Spark does not bring, as one jar for --jars

.PHONY: test-spark-python
test-spark-python: $(spark_jar) core/server/target/launch.classpath ## The jar from Python, in a session and by Spark Connect (SPARK_VERSION=4.1.4, AEROSPIKE_HOSTS)
	@JAVA='$(JAVA)' SPARK_VERSION='$(SPARK_VERSION)' AEROSPIKE_HOSTS='$(AEROSPIKE_HOSTS)' tools/test-spark-python $(spark_jar)

.PHONY: test-spark-python-tools
test-spark-python-tools: ## Set up PySpark for these tests; fails where that cannot be done
	@SPARK_VERSION='$(SPARK_VERSION)' tools/test-spark-python --install

.PHONY: notebook
notebook: check-tools examples/jupyter/target/launch.classpath ## Execute the Jupyter notebook, and write it as a page (embedded, or AEROSPIKE_HOSTS)
	@JAVA='$(JAVA)' tools/run-notebook $(hosts_flag)

.PHONY: notebook-lab
notebook-lab: check-tools examples/jupyter/target/launch.classpath ## Open a copy of the notebook in JupyterLab (embedded, or AEROSPIKE_HOSTS)
	@trap : INT; JAVA='$(JAVA)' tools/run-notebook --lab $(hosts_flag)

.PHONY: notebook-save
notebook-save: check-tools examples/jupyter/target/launch.classpath ## Execute the notebook, and keep what its cells show in it
	@JAVA='$(JAVA)' tools/run-notebook --save

.PHONY: notebook-tools
notebook-tools: ## Set up Jupyter for the notebook; fails where that cannot be done
	@tools/run-notebook --install

.PHONY: server
server: check-tools core/server/target/launch.classpath ## An embedded cluster as a process, until Ctrl-C (PORT=3000 NODES=3)
	@$(call start,core/server,$(server_main),,--port $(PORT) --nodes $(NODES)$(if $(CLUSTER_NAME), --cluster-name '$(CLUSTER_NAME)')$(if $(USERS), --users '$(USERS)')$(if $(TLS_CERT), --tls-certfile '$(TLS_CERT)' --tls-keyfile '$(TLS_KEY)' --tls-name '$(TLS_NAME)')$(if $(TLS_CA), --tls-cafile '$(TLS_CA)'))

.PHONY: cli
cli: $(cli_jar) ## The command line: one runnable jar, which bin/aerospike-arrow starts

.PHONY: cli-dist
cli-dist: $(cli_jar) ## Archives of the command line, one for each platform, in arrow/cli/target/dist (PLATFORMS='linux-amd64 macos-arm64')
	@JAVA_HOME='$(JAVA_HOME)' tools/make-cli-dist arrow/cli/target/dist '$(project_version)' $(PLATFORMS)

.PHONY: cli-image
cli-image: ## A container image of the command line (BASE_IMAGE=..., which has a Java; IMAGE=aerospike-arrow; needs Docker)
	@[ -n '$(BASE_IMAGE)' ] || { echo 'Say which image has a Java: make cli-image BASE_IMAGE=eclipse-temurin:21-jre' >&2; exit 1; }
	@docker info >/dev/null 2>&1 || { echo 'No Docker engine answers, which make cli-image needs: docker info says why.' >&2; exit 1; }
	@$(MAKE) --no-print-directory cli-dist PLATFORMS='linux-amd64 linux-arm64'
	docker build -f tools/cli.Dockerfile --build-arg BASE_IMAGE='$(BASE_IMAGE)' --build-arg VERSION='$(project_version)' -t '$(IMAGE)' \
	  arrow/cli/target/dist

.PHONY: cli-example
cli-example: $(cli_jar) ## Import, schema, export and lookup on the command line (embedded, or AEROSPIKE_HOSTS)
	@JAVA_HOME='$(JAVA_HOME)' AEROSPIKE_HOSTS='$(AEROSPIKE_HOSTS)' examples/command-line/run

# Whether the JDK can call C functions, without which arrow/duckdb-native is left out.
calls_c = $(JAVA) -version 2>&1 | grep -Eq 'version "(2[2-9]|[3-9])'

# What others build with. Their format and the pages of their API are no matter of somebody who installs them.
.PHONY: install
install: check-tools ## The libraries into the local Maven repository, without running tests
	@echo 'Building; the first time this fetches the libraries too, which can take minutes ...' >&2
	@$(MAVEN) -q install -pl core/server,observability/micrometer,observability/opentelemetry,arrow/duckdb,arrow/spark,arrow/cli$$($(calls_c) && echo ,arrow/duckdb-native) \
	  -am -Dmaven.test.skip=true \
	  -Dmaven.javadoc.skip=true -Dspotless.check.skip=true
	@echo 'Installed. docs/docs/getting-started.md shows how to add them to a build.' >&2

.PHONY: test-install
test-install: check-tools ## What the page for newcomers says, in a clone of the last commit, with an empty local repository
	@JAVA='$(JAVA)' tools/try-getting-started

.PHONY: release
release: check-tools ## A release, up to signing and upload (VERSION=0.2.0 HOME_URL=https://host/owner/name)
	@tools/release '$(VERSION)' '$(HOME_URL)'

.PHONY: test-release
test-release: check-tools ## Whether a release can be taken: the same bytes twice, its BOM, its components, the check of its API
	@tools/try-release

.PHONY: api-check
api-check: check-tools ## What was public in a release and is gone (BASELINE=0.1.0)
	$(MAVEN) verify -pl core/protocol,core/client,observability/micrometer,observability/opentelemetry,arrow/columnar,arrow/duckdb,arrow/spark -am -DskipTests -Dmaven.javadoc.skip=true \
	  -Dapi.baseline='$(BASELINE)'

.PHONY: test
test: check-tools ## Everything: unit and integration tests, format, lint, dependencies, javadoc
	$(MAVEN) verify
	@$(calls_c) || \
	  echo 'arrow/duckdb-native was left out, which wants a JDK of version 22 or newer: make test-duckdb-native'

.PHONY: test-duckdb-native
test-duckdb-native: check-tools ## What calls DuckDB's C interface, with a JDK 22 or newer, if there is one (NEWER_JAVA_HOME)
	@jdk=$$(tools/newer-jdk); if [ -n "$$jdk" ]; then \
	  JAVA_HOME="$$jdk" $(MAVEN) verify -pl arrow/duckdb-native -am -Dmaven.javadoc.skip=true \
	    -Dtest='dev/aerospikearrow/duckdb/foreign/*Test' -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dit.test='dev/aerospikearrow/duckdb/foreign/*IT' -Dfailsafe.failIfNoSpecifiedTests=false; \
	else echo 'arrow/duckdb-native is left out: it wants a JDK of version 22 or newer. NEWER_JAVA_HOME=/path/to/jdk chooses one.'; fi

.PHONY: run-benchmark-duckdb-native
run-benchmark-duckdb-native: check-tools ## Queries of arrow/duckdb-native for few records of a set, beside those on JDBC (BENCH_ROWS=1000000 BENCH_ROUNDS=15, AEROSPIKE_HOSTS)
	@jdk=$$(tools/newer-jdk); [ -n "$$jdk" ] || { echo 'This wants a JDK of version 22 or newer. NEWER_JAVA_HOME=/path/to/jdk chooses one.' >&2; exit 1; }; \
	JAVA_HOME="$$jdk" $(MAVEN) -q integration-test failsafe:verify -pl arrow/duckdb-native -am -DskipUnitTests -Dmaven.javadoc.skip=true \
	  -Dit.test=NativeBenchmark -Dfailsafe.failIfNoSpecifiedTests=false -Dtest.heap=3g -Dtest.module.timeout.seconds=3600 \
	  -Dbench.records='$(or $(BENCH_ROWS),1000000)' -Dbench.rounds='$(or $(BENCH_ROUNDS),15)' $(hosts_flag)

.PHONY: test-unit
test-unit: check-tools ## The unit tests
	$(MAVEN) test

.PHONY: test-integration
test-integration: check-tools ## The integration tests (embedded cluster, or AEROSPIKE_HOSTS)
	$(integration_tests) $(hosts_flag)

.PHONY: soak
soak: check-tools ## Kills KILLS executors (100) of a Spark stream, and its driver, while they write; each record must be written once
	$(MAVEN) -q -pl arrow/spark -am integration-test failsafe:verify -DskipUnitTests \
	  -Dit.test=StreamKillIT -Dfailsafe.failIfNoSpecifiedTests=false -Dsoak.kills=$(or $(KILLS),100) $(soak_time) $(hosts_flag)

# A kill takes about four seconds: the limits of other tests are too short for it.
soak_time = -Dtest.module.timeout.seconds=14400 '-Dtest.junit.parameters=junit.jupiter.execution.timeout.default = 4 h'

.PHONY: test-container
test-container: check-tools ## The integration tests against the official server image; needs Docker
	$(integration_tests) -Daerospike.container=true

integration_tests = $(MAVEN) integration-test failsafe:verify -DskipUnitTests

.PHONY: fuzz
fuzz: check-tools ## Fuzz what reads the bytes of peers, from the recorded exchanges on (SECONDS=60, FUZZ_TARGETS=ReplyFuzz)
	@$(MAVEN) -q -pl core/protocol -Pfuzz test-compile >&2
	@JAVA='$(JAVA)' tools/fuzz '$(SECONDS)' $(FUZZ_TARGETS)

.PHONY: bench
bench: check-tools benchmarks/target/launch.classpath ## The JMH benchmarks of each layer, quick settings (BENCH_ARGS='Digest Decode -wi 10', BENCH_SAVE=1)
	@$(call start,benchmarks,$(bench_main),$(bench_flags),$(BENCH_ARGS))

.PHONY: bench-stalls
bench-stalls: check-tools benchmarks/target/launch.classpath ## How long calls take while a node fails (AEROSPIKE_HOSTS, STALL_SECONDS=20, STALL_COMMAND='kill -STOP 1234', STALL_HEDGE_MILLIS=10)
	@$(call start,benchmarks,dev.aerospikearrow.benchmarks.stall.StallMain,,"$(AEROSPIKE_HOSTS)" $(or $(STALL_SECONDS),20) "$(STALL_COMMAND)" $(STALL_HEDGE_MILLIS))

.PHONY: bench-side-by-side
bench-side-by-side: export BENCH_SCENARIO := side_by_side
bench-side-by-side: run-benchmark ## Short for run-benchmark BENCH_SCENARIO=side_by_side

.PHONY: run-benchmark
run-benchmark: check-tools benchmarks/target/launch.classpath ## Our clients beside the others, on the console (BENCH_SCENARIO, BENCH_PEERS, AEROSPIKE_HOSTS, ...)
	@$(suite_check)
	@$(see_terminal); $(call start,benchmarks,$(suite_main),$(suite_flags))

.PHONY: run-benchmark-report
run-benchmark-report: check-tools benchmarks/target/launch.classpath ## The same, and pages, charts and JSON below docs
	@$(suite_check)
	@$(see_terminal); $(call start,benchmarks,$(suite_main),$(suite_flags),--report docs)

.PHONY: run-benchmark-spark
run-benchmark-spark: check-tools benchmarks/spark/target/launch.classpath ## Spark with our source beside mapPartitions over the official client (BENCH_ROWS, BENCH_ONLY, AEROSPIKE_HOSTS)
	@$(call start,benchmarks/spark,$(spark_bench_main),@.mvn/spark-java.args -XX:+UseParallelGC $(suite_heap) $(bench_flags))

# DuckDB's threads are threads of Java only while they call it, and what such a thread has left of its piece of the heap counts
# as used. So the pieces are small.
.PHONY: run-benchmark-duckdb
run-benchmark-duckdb: check-tools benchmarks/duckdb/target/launch.classpath ## DuckDB with our functions beside its appender fed by the official client (BENCH_ROWS, BENCH_ONLY, AEROSPIKE_HOSTS)
	@$(call start,benchmarks/duckdb,$(duckdb_bench_main),-XX:+UseParallelGC -XX:TLABSize=64k -XX:-ResizeTLAB $(suite_heap) $(bench_flags))

# Java reads the other parameters from the environment, where make puts what stands on its command line. The heap is so
# large that rounds seldom collect, and its pages are there before anything is measured.
BENCH_GC ?=
suite_heap = -XX:InitialRAMPercentage=20 -XX:MaxRAMPercentage=20 -XX:+AlwaysPreTouch
suite_collector_ = -XX:+UseParallelGC $(suite_heap)
suite_collector_parallel = -XX:+UseParallelGC $(suite_heap)
suite_collector_g1 = -XX:+UseG1GC $(suite_heap)
suite_collector_epsilon = -XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -XX:InitialRAMPercentage=60 -XX:MaxRAMPercentage=60
suite_check = $(call start,benchmarks,$(suite_main),-XX:TieredStopAtLevel=1,--check)
suite_flags = $(suite_collector_$(strip $(BENCH_GC))) $(bench_flags) -Djava.awt.headless=true -Dbenchmarks.terminal=$$terminal

bench_flags = $(if $(filter-out 0,$(BENCH_SAVE)),-Dbenchmarks.results=benchmarks/results)

.PHONY: fmt
fmt: check-tools ## Format the Java sources
	@$(MAVEN) -q spotless:apply

.PHONY: javadoc
javadoc: check-tools ## The API pages of each module, in MODULE/target/reports/apidocs
	@$(MAVEN) -q package javadoc:javadoc -Dmaven.test.skip=true

.PHONY: docs-build
docs-build: check-node docs/node_modules/.package-lock.json docs/static/api/index.html ## The documentation site with the API pages, in docs/build; needs Node.js
	$(NPM) run build

.PHONY: docs-serve
docs-serve: docs-build ## The same, served on this machine until Ctrl-C (DOCS_PORT=8080)
	@trap : INT; DOCS_PORT=$(DOCS_PORT) node docs/serve.mjs; status=$$?; [ $$status -ne 130 ] || status=0; exit $$status

.PHONY: docs-guides
docs-guides: check-tools ## Write the guides' code, and what it prints, into the pages
	@$(MAVEN) -q -pl examples/guides -am test -Dtest=GuidePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dguides.refresh=true

.PHONY: docs-public-types
docs-public-types: check-tools ## Write the page that lists the public types
	@$(MAVEN) -q -pl arrow/columnar -am test -Dtest=PublicTypesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpublic-types.refresh=true

.PHONY: docs-spark-options
docs-spark-options: check-tools ## Write the table of the options of Aerospike's connector for Spark
	@$(MAVEN) -q -pl arrow/spark -am test -Dtest=PeerOptionTest -Dsurefire.failIfNoSpecifiedTests=false -Dspark-options.refresh=true

NPM = NO_UPDATE_NOTIFIER=1 npm --prefix docs

docs/node_modules/.package-lock.json: docs/package.json docs/package-lock.json docs/.npmrc | check-node
	$(NPM) ci
	@touch $@

# All modules that are published, on one set of pages. Some JDKs come without the fonts that these ask for.
docs/static/api/index.html: $(sources) docs/api-overview.html | check-tools
	@echo 'Building the API pages ...' >&2
	@$(MAVEN) -q package javadoc:aggregate -Dmaven.test.skip=true $(api_pages)
	@rm -rf docs/static/api && cp -R target/reports/apidocs docs/static/api
	@fonts=docs/static/api/resources/fonts; mkdir -p $$fonts; [ -e $$fonts/dejavu.css ] || : >$$fonts/dejavu.css

api_pages = -Doverview=$(CURDIR)/docs/api-overview.html -Dwindowtitle='aerospike-arrow API' \
  -Ddoctitle='aerospike-arrow API' -Dheader='<a href="{@docRoot}/../">aerospike-arrow</a>'

.PHONY: clean
clean: ## Remove what was built
	@find . -name target -type d -prune -not -path './.git/*' -not -path './docs/node_modules/*' -exec rm -rf {} +
	@rm -rf docs/build docs/.docusaurus docs/static/api

.PHONY: check-tools
check-tools:
	@tools/check-jdk-and-maven

.PHONY: check-node
check-node:
	@tools/check-node

# Starting programs. Maven packages the module with what it needs and writes down the class path of its libraries; as
# long as no source is newer than that, Maven is not asked again.

%/target/launch.classpath: $(sources) | check-tools
	@[ -e $@ ] || echo 'Building; the first time this fetches the libraries too, which can take minutes ...' >&2
	@$(MAVEN) -q -pl $* -am package -Dmaven.test.skip=true >&2
	@touch $@

$(cli_jar): $(sources) | check-tools
	@[ -e $@ ] || echo 'Building; the first time this fetches the libraries too, which can take minutes ...' >&2
	@$(MAVEN) -q -pl arrow/cli -am package -Dmaven.test.skip=true >&2
	@touch $@

# Asked before anything is redirected: inside of $$(...) the output is never a terminal.
see_terminal = terminal=false; if [ -t 1 ] && [ -t 2 ]; then terminal=true; fi

# Arrow is Spark's own, so this is four modules and nothing else.
$(spark_jar): $(sources) | check-tools
	@[ -e $@ ] || echo 'Building; the first time this fetches the libraries too, which can take minutes ...' >&2
	@$(MAVEN) -q -pl arrow/spark -am package -Dmaven.test.skip=true >&2
	@mkdir -p arrow/spark/target/licences/META-INF && cp LICENSE NOTICE arrow/spark/target/licences/META-INF
	@$(JAVA:java=jar) --create --file $@ -C core/protocol/target/classes dev -C core/client/target/classes dev \
	  -C arrow/columnar/target/classes dev -C arrow/spark/target/classes dev -C arrow/spark/target/classes META-INF/services \
	  -C arrow/spark/target/classes aerospike_arrow -C arrow/spark/target/licences META-INF/LICENSE -C arrow/spark/target/licences META-INF/NOTICE
	@JAR_TOOL='$(JAVA:java=jar)' tools/check-spark-jar $@
	@echo '$@: spark-submit --jars $@ --py-files $@ ...' >&2

# $(call start,module,main class,JVM flags,arguments): Ctrl-C is a way to end, not a failure.
define start
trap : INT; \
$(JAVA) @.mvn/java.args $(3) -cp "$(1)/target/classes:$$(cat $(1)/target/launch.classpath)" $(2) $(4); \
status=$$?; [ $$status -ne 130 ] || status=0; exit $$status
endef
