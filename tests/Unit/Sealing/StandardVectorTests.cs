using System.Security.Cryptography;
using Qinglian.Kernel.Sealing;
using Qinglian.Kernel.Vault;
using static Qinglian.Tests.Unit.Sealing.Sealed;

namespace Qinglian.Tests.Unit.Sealing;

/// <summary>The parts agree with the numbers their standards print, and refuse what the standards refuse.</summary>
public sealed class StandardVectorTests
{
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9", "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "", "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")]
    public void Hkdf_as_in_RFC_5869(string material, string salt, string info, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, Hex(material), expected.Length / 2, Hex(salt), Hex(info))));

    // McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13, 14 and 16, as taken over by NIST.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "", "530f8afbc74536b9a963b4f1c4cb738b")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "00000000000000000000000000000000", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919")]
    [InlineData("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662", "76fc6ece0f4e1768cddf8853bb2d551b")]
    public void Aes_gcm_as_NIST_has_it(string key, string nonce, string bound, string plain, string sealedText, string tag)
    {
        using var cipher = new AesGcm(Hex(key), 16);
        var (made, madeTag) = (new byte[plain.Length / 2], new byte[16]);
        cipher.Encrypt(Hex(nonce), Hex(plain), made, madeTag, Hex(bound));

        Assert.Equal(sealedText, Convert.ToHexStringLower(made));
        Assert.Equal(tag, Convert.ToHexStringLower(madeTag));
        foreach (var wrong in Damaged(madeTag)) Assert.Throws<AuthenticationTagMismatchException>(() => cipher.Decrypt(Hex(nonce), made, wrong, new byte[made.Length], Hex(bound)));
        Assert.ThrowsAny<ArgumentException>(() => cipher.Decrypt(Hex(nonce), made, madeTag[..12], new byte[made.Length], Hex(bound)));
    }

    private const string I = "C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433";
    private const string R = "C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53";
    private const string GiX = "DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C3772581180", GiY = "5271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3";
    private const string GrX = "D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63", GrY = "56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB";

    [Fact]
    public void Both_sides_of_P_256_reach_the_number_of_RFC_5903_section_8_1()
    {
        using var initiator = SealingPrivateKey.Import(Hex(I + "04" + GiX + GiY));
        using var responder = SealingPrivateKey.Import(Hex(R + "04" + GrX + GrY));

        Assert.Equal("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE", Convert.ToHexString(initiator.Agree(responder.Public)));
        Assert.Equal(initiator.Agree(responder.Public), responder.Agree(initiator.Public));
    }

    [Theory]
    [InlineData("04" + GrX + GiY)] // Not on the curve.
    [InlineData("040000000000000000000000000000000000000000000000000000000000000000" + "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("04FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF" + GrY)] // x is the prime itself.
    [InlineData("03" + GrX)] // Compressed.
    [InlineData("00")] // The point at infinity.
    [InlineData("06" + GrX + GrY)] // Hybrid form.
    [InlineData("04" + GrX)]
    [InlineData("")]
    public void What_is_no_point_on_the_curve_is_no_key(string bytes) => Assert.Throws<VaultException>(() => SealingPublicKey.Parse(Hex(bytes)));

    [Theory]
    [InlineData(R + "04" + GiX + GiY)] // The public key of somebody else.
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000" + "04" + GiX + GiY)]
    [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551" + "04" + GiX + GiY)] // The order of the curve.
    public void What_is_no_private_key_is_refused(string bytes) => Assert.Throws<VaultException>(() => SealingPrivateKey.Import(Hex(bytes)));

    private const string SkE = "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb";
    private const string PkE = "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4";
    private const string SkR = "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2";
    private const string PkR = "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0";
    private const string Urn = "4f6465206f6e2061204772656369616e2055726e", Truth = "4265617574792069732074727574682c20747275746820626561757479", Count0 = "436f756e742d30";

    [Fact]
    public void Hpke_as_in_RFC_9180_appendix_A_3_1()
    {
        using var ephemeral = SealingPrivateKey.Import(Hex(SkE + PkE));
        using var recipient = SealingPrivateKey.Import(Hex(SkR + PkR));

        var message = Hpke.Seal(ephemeral, recipient.Public, Hex(Truth), Hex(Urn), Hex(Count0), keyLength: 16);

        Assert.Equal(PkE + "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434", Convert.ToHexStringLower(message));
        Assert.Equal(Truth, Convert.ToHexStringLower(Hpke.Open(recipient, message, Hex(Urn), Hex(Count0), keyLength: 16)));
        foreach (var damaged in Damaged(message)) Assert.Throws<VaultException>(() => Hpke.Open(recipient, damaged, Hex(Urn), Hex(Count0), keyLength: 16));
        for (var length = 0; length < message.Length; length++) Assert.Throws<VaultException>(() => Hpke.Open(recipient, message.AsSpan(0, length), Hex(Urn), Hex(Count0), keyLength: 16));
        Assert.Throws<VaultException>(() => Hpke.Open(recipient, message, Hex(Truth), Hex(Count0), keyLength: 16));
        Assert.Throws<VaultException>(() => Hpke.Open(recipient, message, Hex(Urn), Hex(Urn), keyLength: 16));
        Assert.Throws<VaultException>(() => Hpke.Open(ephemeral, message, Hex(Urn), Hex(Count0), keyLength: 16));
    }
}
