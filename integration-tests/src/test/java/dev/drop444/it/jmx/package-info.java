/** What a plain JMX client and an exporter see of a guarded server, and can do there. */
package dev.drop444.it.jmx;
