using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using Qinglian.Data.Server;
using Qinglian.Kernel.Vault;

namespace Qinglian.Web;

/// <summary>
/// The framework's own keys (tokens of pages, messages between two pages) lie sealed in the vault. They open under every version of the
/// master key that is in the installation's key file, and are sealed under the newest when they are made.
/// </summary>
internal sealed class KeySealer(Vault vault) : IXmlEncryptor
{
    /// <summary>Which key it is stands outside what is sealed, so all of them have one place.</summary>
    internal static readonly VaultContext Place = new("data-protection", Guid.Empty, "key", 1);

    internal static readonly XName Element = "sealed";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(Element, Convert.ToBase64String(vault.SealText(plaintextElement.ToString(SaveOptions.DisableFormatting), Place))), typeof(KeyOpener));
}

/// <inheritdoc cref="KeySealer"/>
/// <remarks>The framework makes it by its name, which stands in every key file: it never moves.</remarks>
internal sealed class KeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<Vault>().OpenText(Convert.FromBase64String(encryptedElement.Value), KeySealer.Place));
}

/// <summary>Puts the sealer in place, and seals at the first start what an older version left open.</summary>
internal sealed class SealedKeys(Vault vault, DataFolder folder) : IConfigureOptions<KeyManagementOptions>
{
    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";

    public static string FolderOf(DataFolder folder) => Path.Combine(folder.Keys, "web");

    public void Configure(KeyManagementOptions options)
    {
        var sealer = new KeySealer(vault);
        options.XmlEncryptor = sealer;
        if (!Directory.Exists(FolderOf(folder))) return;

        foreach (var path in Directory.EnumerateFiles(FolderOf(folder), "key-*.xml")) Seal(path, sealer);
    }

    private static void Seal(string path, KeySealer sealer)
    {
        var key = XDocument.Load(path);
        var open = key.Descendants().Where(e => (bool?)e.Attribute(Framework + "requiresEncryption") is true).ToList();
        if (open.Count == 0) return;

        foreach (var element in open)
        {
            var info = sealer.Encrypt(element);
            element.ReplaceWith(new XElement(Framework + "encryptedSecret", new XAttribute("decryptorType", info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement));
        }

        // Beside it first: a kill in between leaves the old file or the new one, never half of it.
        var beside = path + ".new";
        File.WriteAllText(beside, key.ToString(), Encoding.UTF8);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(beside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(beside, path, overwrite: true);
    }
}
