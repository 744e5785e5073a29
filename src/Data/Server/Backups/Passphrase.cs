using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel;

namespace Qinglian.Data.Server.Backups;

/// <summary>What protects a backup. It never stands on a command line, where every account of the machine can read it.</summary>
public sealed class Passphrase
{
    public const string Variable = "QINGLIAN_BACKUP_PASSPHRASE";
    private const int Shortest = 12;

    private readonly byte[] _utf8;

    public Passphrase(string text)
    {
        if (text.Length < Shortest)
            throw new ServerFaultException(new($"备份口令至少要有 {Shortest} 个字符。", $"The passphrase of a backup has at least {Shortest} characters."));
        _utf8 = Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC));
    }

    /// <summary>The first line of a file that only its owner can read.</summary>
    public static Passphrase FromFile(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0)
                throw new ServerFaultException(new($"口令文件 {path} 别人也能读取。请执行：chmod 600 {path}", $"Others can read the passphrase file {path}. Run: chmod 600 {path}"));
            return new(File.ReadLines(path).FirstOrDefault() ?? "");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ServerFaultException(new($"不能读取口令文件 {path}：{fault.Message}", $"The passphrase file {path} cannot be read: {fault.Message}"), fault);
        }
    }

    /// <summary>From the environment, for scheduled backups; null where none is set.</summary>
    public static Passphrase? FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? new(text) : null;

    internal byte[] Key(ReadOnlySpan<byte> salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(_utf8, salt, rounds, HashAlgorithmName.SHA256, 32);
}
