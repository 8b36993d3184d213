package dev.aerospikearrow.examples.guides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Links between pages, which the site's own build checks too, where there is Node.js. */
class LinksTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");

    private static String prose(GuidePage page) {
        return FENCED.matcher(page.text()).replaceAll("");
    }

    /** The anchors of a page's headings, as forges and the site make them. */
    private static Set<String> anchors(GuidePage page) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(prose(page))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .forEach(
                        anchor -> {
                            int before = seen.merge(anchor, 1, Integer::sum) - 1;
                            anchors.add(before == 0 ? anchor : anchor + "-" + before);
                        });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Test
    void everyLinkLeadsToAFileAndEveryAnchorToAHeading() {
        Set<String> broken = new TreeSet<>();
        int links = 0;
        for (GuidePage page : GuidePage.all()) {
            for (String link :
                    LINK.matcher(prose(page))
                            .results()
                            .map(match -> match.group(1))
                            .filter(target -> !target.matches("[a-z]+:.*"))
                            .collect(Collectors.toList())) {
                links++;
                if (!isThere(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertTrue(links > 20, "there are links at all");
        assertEquals(Set.of(), broken);
    }

    private static boolean isThere(GuidePage page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = page.file();
        if (path.startsWith("/")) {
            target = GuidePage.ROOT.resolve("docs/static" + path);
        } else if (!path.isEmpty()) {
            target = page.file().resolveSibling(path);
        }
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(GuidePage.read(target)).contains(link.substring(hash + 1));
    }
}
