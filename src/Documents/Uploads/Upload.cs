using Qinglian.Kernel;

namespace Qinglian.Documents.Uploads;

/// <summary>The bytes of an uploaded file, never more than allowed, and what they really are, whatever the name says.</summary>
internal static class Upload
{
    public static byte[] Read(Stream stream, long most)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > most)
            {
                throw new UnreadableException(new Words("文件超过 {0} MB，请拆分后再上传。", "The file is larger than {0} MB. Split it and upload the parts.").With(most / 1024 / 1024));
            }
            bytes.Write(buffer, 0, read);
        }
        return bytes.Length > 0 ? bytes.ToArray() : throw new UnreadableException(("这是一个空文件。", "The file is empty."));
    }

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The container of .doc, .xls, .wps and .et files, and of every Office file with a password.</summary>
    public static bool IsCompound(ReadOnlySpan<byte> bytes) => bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    public static bool HasPassword(ReadOnlySpan<byte> bytes) => IsCompound(bytes) && bytes.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0;

    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes.StartsWith("%PDF"u8);

    public static bool IsRichText(ReadOnlySpan<byte> bytes) => bytes.StartsWith("{\\rtf"u8);

    /// <summary>Web pages and XML under the name of a table: many older systems "export to Excel" this way.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.IndexOfAnyExcept("\uFEFF \t\r\n"u8);
        var start = text < 0 ? [] : bytes[text..];
        foreach (var mark in (ReadOnlySpan<string>)["<html", "<!doctype", "<?xml", "<table", "<head", "<meta"])
        {
            if (start.Length >= mark.Length && System.Text.Ascii.EqualsIgnoreCase(start[..mark.Length], mark))
            {
                return true;
            }
        }
        return false;
    }

    public static readonly Words PasswordWords = ("文件设有密码，请去掉密码后再上传。", "The file is protected by a password. Remove the password and upload it again.");
    public static readonly Words DamagedWords = ("文件已损坏，无法打开。请用 WPS 或 Excel/Word 打开并另存后再上传。", "The file is damaged and cannot be opened. Open it in an office program, save it anew and upload that.");
    public static readonly Words MacroWords = ("文件带有宏（程序），不能接收。请另存为不带宏的文件后再上传。", "The file carries macros (programs) and is not accepted. Save it without macros and upload that.");
}
