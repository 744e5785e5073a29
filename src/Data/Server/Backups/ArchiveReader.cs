using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Qinglian.Kernel;

namespace Qinglian.Data.Server.Backups;

/// <summary>Unpacks a backup into a folder of its own and checks every file against the manifest before anybody may use it.</summary>
internal static class ArchiveReader
{
    private const long LongestManifest = 64 * 1024 * 1024;

    public static async Task<Manifest> UnpackAsync(string archive, string folder, Passphrase? passphrase, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024);
            await using var opened = await OpenAsync(file, passphrase, cancel);
            await using var gzip = new GZipStream(opened, CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            return await UnpackAsync(tar, folder, cancel);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            throw Sealing.Damaged(fault);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new ServerFaultException(new($"不能读取备份文件 {archive}：{fault.Message}", $"The backup file {archive} cannot be read: {fault.Message}"), fault);
        }
    }

    private static async Task<Stream> OpenAsync(FileStream file, Passphrase? passphrase, CancellationToken cancel)
    {
        var header = new byte[Sealing.Header];
        var read = await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel);
        if (read == header.Length && header.AsSpan(0, Sealing.Mark.Length).SequenceEqual(Sealing.Mark))
            return new UnsealingStream(file, header, passphrase ?? throw new ServerFaultException(new(
                $"这个备份已加密。请用 --passphrase-file 指定口令文件，或设置环境变量 {Passphrase.Variable}。",
                $"This backup is encrypted. Name a passphrase file with --passphrase-file, or set the environment variable {Passphrase.Variable}.")));
        file.Position = 0;
        return file;
    }

    private static async Task<Manifest> UnpackAsync(TarReader tar, string folder, CancellationToken cancel)
    {
        var found = new Dictionary<string, BackedUpFile>(StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            if (entry.Name == Manifest.Entry)
                return Check(await ReadManifestAsync(entry, tar, cancel), found);
            var target = Inside(folder, entry.Name);
            if (entry.EntryType == TarEntryType.Directory)
            {
                Unix.CreateFolder(target, Unix.OwnerOnly);
                continue;
            }
            if (entry.EntryType != TarEntryType.RegularFile)
                throw Sealing.Damaged();
            Unix.CreateFolder(Path.GetDirectoryName(target)!, Unix.OwnerOnly);
            found.Add(entry.Name, await UnpackAsync(entry, target, cancel));
        }
        throw Sealing.Damaged();
    }

    private static async Task<BackedUpFile> UnpackAsync(TarEntry entry, string target, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        Unix.SetMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var buffer = new byte[128 * 1024];
        long length = 0;
        while (entry.DataStream is { } content && await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            length += read;
        }
        file.Flush(flushToDisk: true);
        return new(entry.Name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // A forged archive must not write outside its folder.
    private static string Inside(string folder, string name)
    {
        var target = Path.GetFullPath(Path.Combine(folder, name));
        return target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? target : throw Sealing.Damaged();
    }

    // Its own hash comes after it: gzip's check is only made by whoever reads to the very end.
    private static async Task<Manifest> ReadManifestAsync(TarEntry entry, TarReader tar, CancellationToken cancel)
    {
        var json = await ReadAsync(entry, cancel);
        if (await tar.GetNextEntryAsync(copyData: false, cancel) is not { Name: Manifest.HashEntry } last
            || !Encoding.ASCII.GetString(await ReadAsync(last, cancel)).StartsWith(Convert.ToHexStringLower(SHA256.HashData(json)), StringComparison.Ordinal))
            throw Sealing.Damaged();
        return Manifest.FromJson(json);
    }

    private static async Task<byte[]> ReadAsync(TarEntry entry, CancellationToken cancel)
    {
        if (entry.Length > LongestManifest || entry.DataStream is null)
            throw Sealing.Damaged();
        using var content = new MemoryStream();
        await entry.DataStream.CopyToAsync(content, cancel);
        return content.ToArray();
    }

    private static Manifest Check(Manifest manifest, Dictionary<string, BackedUpFile> found)
    {
        if (manifest.Format > Manifest.Newest)
            throw new ServerFaultException(new("这个备份由更新的版本制作，请用新版本恢复。", "This backup was made by a later version; restore it with that version."));
        foreach (var expected in manifest.Files)
            if (!found.Remove(expected.Name, out var there) || there != expected)
                throw new ServerFaultException(new(
                    $"备份中的 {expected.Name} 与清单不符。没有恢复任何内容。", $"{expected.Name} in the backup does not agree with its list. Nothing was restored."));
        return found.Count == 0 ? manifest : throw Sealing.Damaged();
    }
}
