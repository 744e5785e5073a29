using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Qinglian.Kernel.Vault;

/// <summary>The master keys, numbered from 1; the newest seals, all of them open. They lie in a file outside the database.</summary>
/// <remarks>Without this file nothing sealed can ever be read again: it is backed up apart from the database.</remarks>
public sealed class MasterKeys
{
    internal const int KeyLength = 32;
    private const string Heading = "qinglian master keys 1";

    private readonly SortedDictionary<int, (DateTimeOffset MadeAt, byte[] Key)> _keys = [];

    private MasterKeys() { }

    /// <summary>The version that seals.</summary>
    public int Current => _keys.Keys.Last();

    public IReadOnlyCollection<int> Versions => _keys.Keys;

    /// <summary>Reads the file; at the first start creates it with version 1.</summary>
    /// <exception cref="KeyFileException">The file can be read by others or is damaged.</exception>
    public static MasterKeys LoadOrCreate(string path, DateTimeOffset now)
    {
        if (File.Exists(path))
            return Parse(path, KeyFile.Read(path));
        var keys = Generate(now);
        KeyFile.Create(path, keys.Format());
        return keys;
    }

    /// <summary>Adds a new version to the file and seals with it from now on; what is sealed under older ones still opens.</summary>
    public static MasterKeys Rotate(string path, DateTimeOffset now)
    {
        var keys = Parse(path, KeyFile.Read(path));
        keys._keys.Add(keys.Current + 1, (now, RandomNumberGenerator.GetBytes(KeyLength)));
        KeyFile.Replace(path, keys.Format());
        return keys;
    }

    /// <summary>Keys that exist in memory only.</summary>
    public static MasterKeys Generate(DateTimeOffset now)
    {
        var keys = new MasterKeys();
        keys._keys.Add(1, (now, RandomNumberGenerator.GetBytes(KeyLength)));
        return keys;
    }

    /// <exception cref="VaultException">There is no such version here.</exception>
    internal ReadOnlySpan<byte> this[int version] => _keys.TryGetValue(version, out var key) ? key.Key : throw VaultException.NoMasterKey(version);

    private string Format()
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (var (version, (madeAt, key)) in _keys)
            text.Append(CultureInfo.InvariantCulture, $"{version} {madeAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {Convert.ToBase64String(key)} {Check(version, key)}\n");
        return text.ToString();
    }

    private static MasterKeys Parse(string path, string text)
    {
        var keys = new MasterKeys();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [Heading, _, ..])
            throw KeyFileException.Unreadable(path);
        foreach (var line in lines.Skip(1))
        {
            var key = new byte[KeyLength];
            if (line.Split(' ') is not [var number, var madeAt, var coded, var check]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version != keys._keys.Count + 1
                || !DateTimeOffset.TryParse(madeAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                || !Convert.TryFromBase64String(coded, key, out var length) || length != KeyLength || Check(version, key) != check)
                throw KeyFileException.Unreadable(path);
            keys._keys.Add(version, (at, key));
        }

        return keys;
    }

    // Finds a slip of the pen in a key typed in from paper; reveals nothing of use about 256 random bits.
    private static string Check(int version, byte[] key) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Heading} check {version} ")), .. key]).AsSpan(0, 4));
}
