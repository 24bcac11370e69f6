/** WildFly: JBoss Modules, a log manager and an MBean server of its own. */
@NullMarked
package dev.drop444.it.wildfly;

import org.jspecify.annotations.NullMarked;
