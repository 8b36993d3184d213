package dev.aerospikearrow.examples.jupyter;

import dev.aerospikearrow.columnar.ColumnarBatch;
import dev.aerospikearrow.columnar.InferredSchema;
import java.util.List;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/**
 * The provider that tells the kernel how to show batches, proposals of schemas and results of
 * queries. The kernel finds it on its class path, as a service.
 */
public final class AerospikeDisplayProvider implements DisplayProvider {
    /** For the kernel's service loader. */
    public AerospikeDisplayProvider() {}

    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        return List.of(
                new HtmlRenderer<>(ColumnarBatch.class, Tables::of),
                new HtmlRenderer<>(InferredSchema.class, Tables::of),
                new HtmlRenderer<>(QueryTable.class, Tables::of));
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }
}
