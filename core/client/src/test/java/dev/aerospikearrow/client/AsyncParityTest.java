package dev.aerospikearrow.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What can be done with waiting can be done without, by the same name and parameters. */
class AsyncParityTest {
    /** Streams are pulled with waiting and pushed without, so their methods differ. */
    private static final Set<String> STREAMS = Set.of("scan", "query");

    /** What concerns the client itself, and users and roles, which are managed with waiting. */
    private static final Set<String> CLIENT_ONLY =
            Set.of(
                    "health",
                    "statistics",
                    "async",
                    "with",
                    "nodes",
                    "unreachedSeeds",
                    "config",
                    "close",
                    "security");

    /** What there is for many calls at once. */
    private static final Set<String> ASYNC_ONLY = Set.of("with", "coalescing");

    /** The calls that {@link CoalescingClient} takes. */
    private static final Set<String> COALESCED = Set.of("get", "header", "exists");

    private static Map<String, Type> methodsOf(Class<?> type) {
        Map<String, Type> methods = new TreeMap<>();
        for (Method method : type.getDeclaredMethods()) {
            boolean counts =
                    Modifier.isPublic(method.getModifiers())
                            && !Modifier.isStatic(method.getModifiers())
                            && !method.isSynthetic();
            if (counts) {
                methods.put(
                        method.getName() + Arrays.toString(method.getGenericParameterTypes()),
                        method.getGenericReturnType());
            }
        }
        return methods;
    }

    private static boolean isListed(String signature, Set<String> names) {
        return names.contains(signature.substring(0, signature.indexOf('[')));
    }

    private static String boxed(Type type) {
        if (type == void.class) {
            return Void.class.getTypeName();
        }
        return type == boolean.class ? Boolean.class.getTypeName() : type.getTypeName();
    }

    @Test
    void bothClientsHaveTheSameMethods() {
        Set<String> sync = new TreeSet<>(methodsOf(AerospikeClient.class).keySet());
        Set<String> async = new TreeSet<>(methodsOf(AsyncClient.class).keySet());
        sync.removeIf(name -> isListed(name, STREAMS) || isListed(name, CLIENT_ONLY));
        async.removeIf(name -> isListed(name, STREAMS) || isListed(name, ASYNC_ONLY));

        assertEquals(sync, async);
        assertTrue(sync.size() > 20, sync.toString());
    }

    @Test
    void asynchronousMethodsPromiseWhatSynchronousOnesReturn() {
        Map<String, Type> async = methodsOf(AsyncClient.class);
        methodsOf(AerospikeClient.class)
                .forEach(
                        (name, type) -> {
                            if (!async.containsKey(name)
                                    || isListed(name, STREAMS)
                                    || isListed(name, ASYNC_ONLY)) {
                                return;
                            }
                            ParameterizedType promise = (ParameterizedType) async.get(name);
                            assertEquals(CompletableFuture.class, promise.getRawType(), name);
                            assertEquals(
                                    boxed(type),
                                    promise.getActualTypeArguments()[0].getTypeName(),
                                    name);
                        });
    }

    @Test
    void coalescedReadsHaveTheSameMethods() {
        Map<String, Type> async = methodsOf(AsyncClient.class);
        async.keySet().removeIf(name -> !isListed(name, COALESCED));

        Map<String, Type> coalesced = methodsOf(CoalescingClient.class);
        coalesced.keySet().removeIf(name -> isListed(name, ASYNC_ONLY));
        assertEquals(async, coalesced);
    }

    @Test
    void listedDeviationsStillExist() {
        Set<String> names = new TreeSet<>();
        methodsOf(AerospikeClient.class)
                .keySet()
                .forEach(name -> names.add(name.substring(0, name.indexOf('['))));
        assertTrue(names.containsAll(STREAMS), names.toString());
        assertTrue(names.containsAll(CLIENT_ONLY), names.toString());
    }
}
