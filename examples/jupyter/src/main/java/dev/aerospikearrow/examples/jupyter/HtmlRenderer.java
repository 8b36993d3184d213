package dev.aerospikearrow.examples.jupyter;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.MimeType;

/**
 * A renderer of objects of one class as HTML, and where there is none, as text.
 *
 * @param <T> their class
 */
final class HtmlRenderer<T> implements DisplayRenderer {
    private final Class<T> type;
    private final Function<T, HtmlTable> table;

    HtmlRenderer(Class<T> type, Function<T, HtmlTable> table) {
        this.type = type;
        this.table = table;
    }

    @Override
    public Class<?> rendererClass() {
        return type;
    }

    @Override
    public boolean canRender(@Nullable String mime) {
        return mime == null || isHtml(mime) || MimeType.TEXT.shortTypes().contains(mime);
    }

    private static boolean isHtml(String mime) {
        return mime.equals(MimeType.HTML.longType()) || MimeType.HTML.shortTypes().contains(mime);
    }

    @Override
    public DisplayData render(@Nullable String mime, Object value) {
        DisplayData data = DisplayData.fromText(value.toString());
        if (mime == null || isHtml(mime)) {
            data.putHTML(table.apply(type.cast(value)).toHtml());
        }
        return data;
    }
}
