package org.jelbo.inference.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** A user reads what happened, and no names of Java classes. */
class FileTroubleTest {
  @Test
  void reasonsAreInWords() {
    assertReason(new NoSuchFileException("a"), "there is no such file or folder");
    assertReason(new FileAlreadyExistsException("a"), "something of this name is there");
    assertReason(new AccessDeniedException("a"), "access is denied");
    assertReason(new NotDirectoryException("a"), "'a' is not a folder");
    assertReason(new DirectoryNotEmptyException("a"), "it is a folder with something in it");
    assertReason(new FileSystemLoopException("a"), "its links lead in a circle");
    assertReason(new EOFException("Unexpected end of ZLIB input stream"), "it ends too early");
    assertReason(new MalformedInputException(3), "it is not text in UTF-8");
  }

  @Test
  void whatTheSystemSaysIsPassedOn() {
    assertReason(new FileSystemException("a", null, "Disk quota exceeded"), "disk quota exceeded");
    assertReason(new FileSystemException("a"), "the system refused it");
    assertReason(new IOException(), "the system refused it");
    assertReason(new ZipException("zip END header not found"), "zip END header not found");
    assertReason(new FileNotFoundException("/a (Permission denied)"), "/a (Permission denied)");
    assertReason(new IOException("CRC differs"), "CRC differs");
  }

  private static void assertReason(IOException failure, String reason) {
    assertThat(FileTrouble.reason(failure)).isEqualTo(reason);
  }
}
