package dev.aerospikearrow.client.telemetry;

import dev.aerospikearrow.client.RequestTimeoutException;
import dev.aerospikearrow.client.ServerException;
import dev.aerospikearrow.data.ResultCode;
import java.util.Locale;
import java.util.Map;

/**
 * The name of how a call or request ended, for metrics: those of aerospike-py where it has one, and
 * else made of the name of the result code or exception in the same way.
 */
public final class OutcomeName {
    /** Success. */
    public static final String OK = "ok";

    private static final Map<ResultCode, String> NAMED =
            Map.of(
                    ResultCode.NOT_FOUND, "KeyNotFoundError",
                    ResultCode.RECORD_EXISTS, "KeyExistsError",
                    ResultCode.GENERATION, "GenerationError",
                    ResultCode.BIN_TYPE, "BinTypeError");

    private static final String[] BY_CODE = new String[256];

    static {
        for (int code = 0; code < BY_CODE.length; code++) {
            int wanted = code;
            BY_CODE[code] =
                    ResultCode.of(code)
                            .map(row -> NAMED.getOrDefault(row, camelCase(row.name())))
                            .orElse("Code" + wanted);
        }
        BY_CODE[0] = OK;
    }

    private OutcomeName() {}

    /** Of a result code. */
    public static String ofCode(int resultCode) {
        return BY_CODE[resultCode & 0xFF];
    }

    /** Of why a call failed. */
    public static String of(Throwable failure) {
        if (failure instanceof ServerException refused) {
            return ofCode(refused.resultCode());
        }
        if (failure instanceof RequestTimeoutException) {
            return "Timeout";
        }
        String name = failure.getClass().getSimpleName();
        return name.endsWith("Exception")
                ? name.substring(0, name.length() - "Exception".length())
                : name;
    }

    /** {@code DEVICE_OVERLOAD} as {@code DeviceOverload}. */
    static String camelCase(String constant) {
        StringBuilder name = new StringBuilder(constant.length());
        for (String word : constant.split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
