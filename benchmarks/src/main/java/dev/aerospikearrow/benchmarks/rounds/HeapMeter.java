package dev.aerospikearrow.benchmarks.rounds;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A meter of what has been put on the heap by whatever thread, also by those that exist for one
 * call only, as the threads of a native library do: what is in use, and what the collector has
 * removed. It counts pieces of the heap as they are handed out to threads, so it is for rounds that
 * use many megabytes.
 */
final class HeapMeter {
    private static final HeapMeter OF_THIS_PROCESS = new HeapMeter();
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private long removedBytes;
    private long collectionsHeardOf;
    private final long collectionsBefore = CollectorMeter.collections();

    private HeapMeter() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> hear(notification), null, null);
        }
    }

    /** The bytes since some time in the past. */
    static long usedBytes() {
        return OF_THIS_PROCESS.used();
    }

    private synchronized void hear(Notification notification) {
        if (!notification
                .getType()
                .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        var info =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                        .getGcInfo();
        removedBytes += heap(info.getMemoryUsageBeforeGc()) - heap(info.getMemoryUsageAfterGc());
        collectionsHeardOf++;
        notifyAll();
    }

    private static long heap(Map<String, MemoryUsage> pools) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(pool -> pools.get(pool.getName()))
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }

    /** News of collections come a little later than these. */
    private synchronized long used() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        try {
            while (collectionsHeardOf < CollectorMeter.collections() - collectionsBefore
                    && System.nanoTime() < end) {
                wait(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return removedBytes + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
