using System.Security.Cryptography;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Ledger;

/// <summary>The key that signs checkpoints. Lies in its own file outside the database, readable by the owner only.</summary>
public sealed class CheckpointKey : IDisposable
{
    private readonly ECDsa _key;

    private CheckpointKey(string name, ECDsa key)
    {
        _key = key;
        Public = CheckpointPublicKey.Of(name, key);
    }

    public CheckpointPublicKey Public { get; }

    public string Name => Public.Name;

    public static CheckpointKey Create(string name)
    {
        if (!CheckpointPublicKey.IsName(name))
            throw new ArgumentException("The name of a key has no spaces and no plus sign.", nameof(name));
        return new(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));
    }

    /// <summary>Reads the key from <paramref name="path"/>; at the first start creates it there.</summary>
    public static CheckpointKey LoadOrCreate(string path, string name)
    {
        if (File.Exists(path))
            return Load(path, name);
        var key = Create(name);
        key.Save(path);
        return key;
    }

    /// <exception cref="KeyFileException">The file can be read by others or holds no such key.</exception>
    public static CheckpointKey Load(string path, string name)
    {
        if (!CheckpointPublicKey.IsName(name))
            throw new ArgumentException("The name of a key has no spaces and no plus sign.", nameof(name));
        var pem = KeyFile.Read(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            // A public key alone can be imported too; exporting the private half proves that it is there.
            key.ExportPkcs8PrivateKey().AsSpan().Clear();
            if (CheckpointPublicKey.IsP256(key))
                return new(name, key);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw KeyFileException.Unreadable(path);
        }

        key.Dispose();
        throw KeyFileException.Unreadable(path);
    }

    /// <summary>Writes the private key as PKCS #8 PEM into a new file with mode 0600; never over an existing one.</summary>
    public void Save(string path) => KeyFile.Create(path, _key.ExportPkcs8PrivateKeyPem() + "\n");

    internal NoteSignature Sign(string text) =>
        new(Name, Public.KeyId, _key.SignData(SignedNote.Bytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public void Dispose() => _key.Dispose();
}
