# The command line in a container, on a base image that has a Java of version 17 or newer.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
ARG VERSION
ARG TARGETARCH=amd64
ADD aerospike-arrow-${VERSION}-linux-${TARGETARCH}.tar.gz /opt/
RUN ln -s /opt/aerospike-arrow-${VERSION}-linux-${TARGETARCH}/bin/aerospike-arrow /usr/local/bin/aerospike-arrow
ENTRYPOINT ["aerospike-arrow"]
