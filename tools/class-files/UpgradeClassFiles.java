import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Gives the classes of a jar that were compiled for Java 5 and older the form of Java 8. The JVM
 * takes no older ones into an archive of classes, and verifies them in a slow way; JDK 17 may even
 * crash when it makes an archive beside them.
 */
public final class UpgradeClassFiles {
    private UpgradeClassFiles() {}

    /** @param arguments the jar, which is changed */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        try (URLClassLoader classes = new URLClassLoader(new URL[] {copy(jar).toUri().toURL()});
                FileSystem files = FileSystems.newFileSystem(jar);
                Stream<Path> all = Files.walk(files.getPath("/"))) {
            List<Path> old = all.filter(UpgradeClassFiles::isOldClass).sorted().toList();
            for (Path file : old) {
                FileTime time = Files.getLastModifiedTime(file);
                Files.write(file, upgraded(Files.readAllBytes(file), classes));
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    /** Supertypes are looked up while the jar changes. */
    private static Path copy(Path jar) throws IOException {
        Path copy = Files.createTempFile("classes", ".jar");
        copy.toFile().deleteOnExit();
        return Files.copy(jar, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOldClass(Path file) {
        if (!file.toString().endsWith(".class")) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(8);
            return head.length == 8 && ((head[6] & 0xff) << 8 | head[7] & 0xff) < Opcodes.V1_6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] upgraded(byte[] bytes, ClassLoader classes) {
        ClassWriter writer =
                new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
                    @Override
                    protected ClassLoader getClassLoader() {
                        return classes;
                    }
                };
        ClassVisitor upgrade =
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String name,
                            String signature,
                            String superName,
                            String[] interfaces) {
                        super.visit(
                                Opcodes.V1_8, access, name, signature, superName, interfaces);
                    }
                };
        new ClassReader(bytes).accept(upgrade, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
