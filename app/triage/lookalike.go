package triage

import (
	"unicode/utf8"
)

// lookAlikes are letters of other scripts that look like Latin ones, folded, as they are
// used so that no two subjects are equal. Those that Unicode takes apart, as wide and bold
// letters, are folded already. Source: the confusables of Unicode (UTS 39), a part of them.
const lookAlikes = "aɑ,aα,aа,aᴀ,aӕ,bв,bЬ,bь,bɓ,bƅ,bᴃ,bʙ,cс,cϲ,cς,cᴄ,cƈ,cɕ,cↄ,dԁ,dɖ,dɗ,dժ,dᴅ,dɒ,eе,eҽ,eε,eɛ,eє,eᴇ,eɘ,eə,fғ,fƒ,fꜰ,fք,gɡ,gց,gɢ,gɠ,gԍ,hһ,hհ,hн,hʜ,hɦ,hի,iі,iι,iɩ,iɪ,iӏ,iı,iɨ,iί,jј,jʝ,jɉ,jᴊ,jյ,kк,kκ,kƙ,kᴋ,kĸ,kқ," +
	"lӏ,lʟ,lɭ,lլ,lו,lן,mм,mɱ,mᴍ,mṃ,nп,nո,nη,nɴ,nɳ,nռ,nի,nɲ,oо,oο,oօ,oσ,oᴏ,oѳ,oɵ,oס,pр,pρ,pᴘ,pƿ,pþ,qԛ,qզ,qգ,qʠ,rг,rɾ,rʀ,rɼ,rᴦ,rɽ,sѕ,sꜱ,sʂ,sѡ,tт,tτ,tᴛ,tƭ,tե,tʈ,uυ,uս,uᴜ,uʋ,uц,uʊ,vν,vѵ,vᴠ,vט,vʋ,wԝ,wա,wᴡ,wω,wѡ,wш,xх,xχ,xӽ,yу,yү,yʏ,yყ,yɣ,yγ,yỵ,yʎ,zᴢ,zʐ,zʑ,zȥ,zʒ"

// latinOf are the Latin letters that they look like.
var latinOf = func() map[rune]byte {
	m := make(map[rune]byte)
	for i := 0; i < len(lookAlikes); {
		r, n := utf8.DecodeRuneInString(lookAlikes[i+1:])
		if _, there := m[r]; !there {
			m[r] = lookAlikes[i]
		}
		i += 1 + n
		if i < len(lookAlikes) {
			i++ // the comma
		}
	}
	return m
}()

// unmask writes a folded word that mixes scripts with Latin letters: no language does that.
// It changes the word in place, as Latin letters are never longer.
func unmask(word []byte) []byte {
	latin, others := 0, 0
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRune(word[i:])
		switch {
		case 'a' <= r && r <= 'z':
			latin++
		case r >= utf8.RuneSelf:
			if latinOf[r] == 0 {
				return word // a letter of a language that is written so
			}
			others++
		}
		i += n
	}
	if others == 0 || latin == 0 && !isStrange(word) {
		return word
	}
	out := word[:0]
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRune(word[i:])
		if c := latinOf[r]; c != 0 {
			out = append(out, c)
		} else {
			out = append(out, word[i:i+n]...)
		}
		i += n
	}
	return out
}

// isStrange reports whether a word without Latin letters mixes other scripts.
func isStrange(word []byte) bool {
	seen := 0
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRune(word[i:])
		i += n
		block := 0
		switch {
		case r >= 0x370 && r < 0x400:
			block = 1 // Greek
		case r >= 0x400 && r < 0x530:
			block = 2 // Cyrillic
		case r >= 0x530 && r < 0x590:
			block = 4 // Armenian
		case r >= 0x180 && r < 0x2b0, r >= 0x1d00 && r < 0x1d80:
			block = 8 // letters of phonetics
		}
		seen |= block
	}
	return seen&(seen-1) != 0
}
